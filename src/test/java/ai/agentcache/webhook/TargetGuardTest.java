package ai.agentcache.webhook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.webhook.Target.UnfitException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetGuardTest {

  private final TargetGuard guard = new TargetGuard(Settings.with(Map.of()));

  @Test
  void parse_formsOfPrivateAddresses_areRefused() {
    List<String> passed = new ArrayList<>();
    for (String url : Targets.PRIVATE) {
      try {
        guard.parse(url);
        passed.add(url);
      } catch (UnfitException refused) {
        assertTrue(refused.expectation().startsWith("must "), url);
      }
    }
    assertEquals(List.of(), passed);
    assertTrue(Targets.PRIVATE.size() > 60);
  }

  @Test
  void parse_publicAddresses_pass() {
    for (String url : Targets.PUBLIC) {
      assertDoesNotThrow(() -> guard.parse(url), url);
    }
  }

  @Test
  void parse_plainUrl_isTakenApart() throws UnfitException {
    assertEquals(
        new Target(true, "hooks.example.com", 8443, "/a/b?c=d&e=%2F"),
        guard.parse("https://HOOKS.example.com:8443/a/b?c=d&e=%2F"));
    assertEquals(new Target(true, "a.b", 443, "/"), guard.parse("https://a.b"));
    assertEquals(
        new Target(true, "2606:4700::1", 443, "/x"), guard.parse("https://[2606:4700::1]/x"));
  }

  @Test
  void choose_anyPrivateAmongThem_refusesAll() throws Exception {
    InetAddress good = address("1.1.1.1");
    assertEquals(good, guard.choose(List.of(good, address("2606:4700:4700::1111"))));
    for (String bad :
        List.of("127.0.0.1", "::1", "169.254.169.254", "fd00::1", "::ffff:10.0.0.1")) {
      assertThrows(UnfitException.class, () -> guard.choose(List.of(good, address(bad))), bad);
    }
    assertThrows(UnfitException.class, () -> guard.choose(List.of()));
  }

  @Test
  void parse_allowed_opensWhatWasAllowedOnly() throws Exception {
    TargetGuard http =
        new TargetGuard(Settings.with(Map.of("agentcache.webhooks.allow-http", "true")));
    TargetGuard local =
        new TargetGuard(
            Settings.with(Map.of("agentcache.webhooks.allow-private-addresses", "true")));
    assertEquals(80, http.parse("http://hooks.example.com/").port());
    assertThrows(UnfitException.class, () -> http.parse("http://127.0.0.1/"));
    assertEquals("127.0.0.1", local.parse("https://127.0.0.1/").host());
    assertEquals(address("127.0.0.1"), local.choose(List.of(address("127.0.0.1"))));
    assertThrows(UnfitException.class, () -> local.parse("http://127.0.0.1/"));
    assertThrows(UnfitException.class, () -> local.parse("https://0x7f000001/"));
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }
}
