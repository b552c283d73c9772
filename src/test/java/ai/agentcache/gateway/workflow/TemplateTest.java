package ai.agentcache.gateway.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @Test
  void fill_placesOfBothKinds_areFilled() {
    Template template = Template.of("{{a}}: {{ input.topic }}, {{a}}{{b-2}}!");
    assertEquals(Set.of("a", "b-2"), template.nodes());
    assertEquals(Set.of("topic"), template.inputs());
    assertEquals(
        "A: tea, AB!", template.fill(Map.of("a", "A", "b-2", "B"), Map.of("topic", "tea")));
  }

  @Test
  void fill_valuesWithPlacesInThem_areNotFilledAgain() {
    Template template = Template.of("{{a}} {{input.x}} {{b}}");
    assertEquals(
        "{{b}} {{a}} $1\\{{input.x}}",
        template.fill(Map.of("a", "{{b}}", "b", "$1\\{{input.x}}"), Map.of("x", "{{a}}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{a}",
        "{{}}",
        "{{ }}",
        "{{a b}}",
        "{{#if x}}",
        "{{a",
        "a}}",
        "{{ä}}"
      })
  void of_otherBraces_standForThemselves(String text) {
    Template template = Template.of(text);
    assertEquals(Set.of(), template.nodes());
    assertEquals(Set.of(), template.inputs());
    assertEquals(text, template.fill(Map.of(), Map.of()));
  }

  @Test
  void of_aNodeCalledInput_isANode() {
    assertEquals(Set.of("input"), Template.of("{{input}} {{input.a.b}}").nodes());
    assertEquals(Set.of("a.b"), Template.of("{{input}} {{input.a.b}}").inputs());
  }

  @Test
  void fill_resultTooLong_isRefused() {
    Template template = Template.of("{{input.x}}".repeat(3));
    String third = "x".repeat(Template.LONGEST / 3);
    assertEquals(third.length() * 3, template.fill(Map.of(), Map.of("x", third)).length());
    ApiException refused =
        assertThrows(ApiException.class, () -> template.fill(Map.of(), Map.of("x", third + "xx")));
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refused.code());
  }

  @Test
  void of_longTextsOfBraces_areReadInTimeOfTheirLength() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(Set.of(), Template.of("{".repeat(1 << 20)).nodes());
          assertEquals(Set.of(), Template.of("{{" + " ".repeat(1 << 20)).nodes());
          assertEquals(Set.of(), Template.of("{{" + "a".repeat(1 << 20)).nodes());
        });
  }
}
