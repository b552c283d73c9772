package ai.agentcache.upload.edge;

/**
 * A place on Earth.
 *
 * @param latitude degrees north of the equator, -90 to 90
 * @param longitude degrees east of Greenwich, -180 to 180
 */
public record Location(double latitude, double longitude) {

  public Location {
    if (!isLatitude(latitude) || !isLongitude(longitude)) {
      throw new IllegalArgumentException("no place on Earth: " + latitude + ", " + longitude);
    }
  }

  /** Whether it is a latitude; NaN is none. */
  public static boolean isLatitude(double degrees) {
    return Math.abs(degrees) <= 90;
  }

  /** Whether it is a longitude; NaN is none. */
  public static boolean isLongitude(double degrees) {
    return Math.abs(degrees) <= 180;
  }
}
