package ai.agentcache.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentPolicyTest {

  private record Settings(String tenant, Map<String, List<String>> permissions)
      implements AgentConfig {}

  private static AgentPolicy with(String agentId, String... permissions) {
    return new AgentPolicy(new Settings("default", Map.of(agentId, List.of(permissions))));
  }

  @Test
  void permissions_agentThatIsNotListed_areAll() {
    assertEquals(8, with("reader", "context:read").permissions("tutor").size());
  }

  @Test
  void remaining_listedAgent_isWhatBothSay() {
    AgentPolicy policy = with("reader", "context:read", " health:read ");

    assertEquals(Set.of("context:read", "health:read"), policy.permissions("reader"));
    assertEquals(
        Set.of("context:read"), policy.remaining("reader", Set.of("context:read", "user:delete")));
  }

  @Test
  void policy_unknownPermission_stopsTheStartNamingIt() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> with("reader", "context:all"));

    assertTrue(String.valueOf(refused.getMessage()).contains("context:all"));
  }

  @Test
  void policy_tenantThatCannotBe_stopsTheStart() {
    assertThrows(
        IllegalArgumentException.class, () -> new AgentPolicy(new Settings("Acme Inc.", Map.of())));
  }
}
