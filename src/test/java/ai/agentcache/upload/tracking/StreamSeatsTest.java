package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import org.junit.jupiter.api.Test;

class StreamSeatsTest {

  private final StreamSeats seats = new StreamSeats(2, 3);

  @Test
  void take_moreThanAKeyMay_is429UntilOneLeaves() {
    seats.take("a");
    seats.take("a");
    assertEquals(ErrorCode.RATE_LIMITED, refused("a"));
    seats.leave("a");
    seats.take("a");
  }

  @Test
  void take_moreThanThereAre_is503() {
    seats.take("a");
    seats.take("a");
    seats.take("b");
    assertEquals(ErrorCode.OVERLOADED, refused("c"));
  }

  private ErrorCode refused(String key) {
    return assertThrows(ApiException.class, () -> seats.take(key)).code();
  }
}
