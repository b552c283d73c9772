package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.RawClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether one tenant can tell by the clock what another has stored. */
@QuarkusTest
class TenantTimingTest {

  private static final int SAMPLES = 250;
  private static final int BATCHES = 3;

  @Test
  void get_whatAnotherTenantHas_takesAsLongAsWhatNobodyHas() throws IOException {
    CacheClient owner = CacheClient.newTenant();
    CacheClient stranger = CacheClient.newTenant();
    for (int i = 0; i < SAMPLES; i++) {
      owner.post("set", body("held", i, ",'response':1")).then().statusCode(200);
      owner.post("get", body("held", i, "")).then().statusCode(200);
    }
    // By chance alone one batch in a hundred looks different; a leak would show in every one.
    double best = 0;
    for (int batch = 0; batch < BATCHES && best < 0.01; batch++) {
      best = Math.max(best, batch(stranger, batch));
    }
    assertTrue(best >= 0.01, "the distributions differ, p = " + best);
  }

  private static double batch(CacheClient stranger, int seed) throws IOException {
    double[] held = new double[SAMPLES];
    double[] absent = new double[SAMPLES];
    Random order = new Random(seed);
    try (RawClient connection = new RawClient()) {
      for (int i = 0; i < SAMPLES; i++) {
        timed(connection, stranger, body("warm", i, ""));
      }
      for (int i = 0; i < SAMPLES; i++) {
        boolean heldFirst = order.nextBoolean();
        for (int turn = 0; turn < 2; turn++) {
          boolean isHeld = heldFirst == (turn == 0);
          String body = body(isHeld ? "held" : "none", i, "");
          (isHeld ? held : absent)[i] = timed(connection, stranger, body);
        }
      }
    }
    return KolmogorovSmirnov.pValue(held, absent);
  }

  private static String body(String name, int number, String more) {
    return "{'provider':'p','model':'m','prompt':'" + name + number + "'" + more + "}";
  }

  private static double timed(RawClient connection, CacheClient caller, String body)
      throws IOException {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /api/cache/get HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "X-API-Key: "
            + caller.key()
            + "\r\nContent-Length: "
            + json.length
            + "\r\n\r\n";
    byte[] request =
        (head + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    long start = System.nanoTime();
    connection.send(request);
    RawClient.Answer answer = connection.read();
    long took = System.nanoTime() - start;
    assertFalse(answer.body().contains("\"hit\":true"), answer.body());
    return took;
  }

  /** The two-sample test of Kolmogorov and Smirnov, with the asymptotic distribution. */
  private static final class KolmogorovSmirnov {

    static double pValue(double[] one, double[] two) {
      double[] a = one.clone();
      double[] b = two.clone();
      Arrays.sort(a);
      Arrays.sort(b);
      double distance = 0;
      int i = 0;
      int j = 0;
      while (i < a.length && j < b.length) {
        double value = Math.min(a[i], b[j]);
        while (i < a.length && a[i] <= value) {
          i++;
        }
        while (j < b.length && b[j] <= value) {
          j++;
        }
        distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
      }
      double n = (double) a.length * b.length / (a.length + b.length);
      return tail((Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance);
    }

    private static double tail(double lambda) {
      double sum = 0;
      for (int k = 1; k <= 100; k++) {
        sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
      }
      return Math.min(1, Math.max(0, sum));
    }
  }

  @Test
  void pValue_shiftedSample_isSmall() {
    Random random = new Random(1);
    double[] one = random.doubles(SAMPLES).toArray();
    double[] same = random.doubles(SAMPLES).toArray();
    double[] shifted = Arrays.stream(same).map(x -> x + 0.2).toArray();
    assertTrue(KolmogorovSmirnov.pValue(one, same) > 0.01);
    assertTrue(KolmogorovSmirnov.pValue(one, shifted) < 0.01);
  }
}
