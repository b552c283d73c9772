package ai.agentcache.upload;

import ai.agentcache.upload.edge.Location;
import ai.agentcache.upload.link.Control;
import ai.agentcache.upload.link.Uplink;
import java.util.List;

/**
 * A client, its way to the origin in Virginia, and a file.
 *
 * @param name what it stands for
 * @param client where the client is
 * @param originRttMillis the round trip to the origin, ms
 * @param extraMillis what its last mile adds to the round trips to edges that the prior expects, ms
 * @param uplink what all that it sends goes through
 * @param bytes the size of the file
 */
record LinkScenario(
    String name,
    Location client,
    double originRttMillis,
    double extraMillis,
    Uplink uplink,
    long bytes) {

  private static final double QUEUE_MILLIS = 100;

  /**
   * Place, latitude, longitude; round trip to Virginia and what the last mile adds, ms; Mbit/s;
   * loss in percent; window in KiB; control; file in MiB; packets in a train, more than one only
   * where nothing is lost and windows are wide.
   */
  private static final String ALL =
      """
      Sydney       -33.87 151.21  210  0    100 0     64 CUBIC 1024  1
      London        51.51  -0.13   75  0    100 0     64 CUBIC 1024  1
      Johannesburg -26.20  28.05  230  0    100 0     64 CUBIC 1350  1
      Sydney       -33.87 151.21  210  0     20 0   4096 CUBIC  512 10
      Sydney       -33.87 151.21  210  0    100 0   4096 CUBIC 1024 10
      Sydney       -33.87 151.21  210  0   1000 0   4096 CUBIC 1024 10
      Sydney       -33.87 151.21  210  0    100 0.1 4096 CUBIC 1024  1
      Sydney       -33.87 151.21  210  0    100 1   4096 CUBIC 1024  1
      Sydney       -33.87 151.21  210  0    100 1   4096 BBR   1024  1
      Sydney       -33.87 151.21  210  0    100 0   4096 BBR   1024 10
      Johannesburg -26.20  28.05  230  0    100 0.1 4096 CUBIC 1024  1
      London        51.51  -0.13   75  0  10000 0   4096 CUBIC 5120 10
      Washington    38.91 -77.04   10  0   1000 0   4096 CUBIC 1024 10
      Mobile,_Lima -12.05 -77.04  130 45     20 0.5 4096 CUBIC   90  1
      """;

  static List<LinkScenario> all() {
    return ALL.lines().map(LinkScenario::parsed).toList();
  }

  private static LinkScenario parsed(String row) {
    String[] cells = row.split(" +", -1);
    double[] numbers = new double[cells.length];
    for (int i = 1; i < cells.length; i++) {
      numbers[i] = i == 8 ? Double.NaN : Double.parseDouble(cells[i]);
    }
    return new LinkScenario(
        cells[0].replace('_', ' '),
        new Location(numbers[1], numbers[2]),
        numbers[3],
        numbers[4],
        new Uplink(
            numbers[5],
            QUEUE_MILLIS,
            numbers[6] / 100,
            (long) numbers[7] << 10,
            Control.valueOf(cells[8]),
            (int) numbers[10]),
        (long) numbers[9] << 20);
  }
}
