package ai.agentcache.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes JSON values, and spells them in one of the many ways that mean the same. */
final class RandomJson {
  /** Stands for JSON's null. */
  private enum Null {
    NULL
  }

  private static final String[] TEXTS = {
    "",
    "a",
    "role",
    "content",
    "\u0000",
    "\n\"\\/",
    "\u00e9",
    "\u4f60\u597d",
    "\ud83d\ude00",
    "\ufb33",
    "\u007f\u0080",
    "a longer text with \"quotes\" and\ttabs",
    "\u2028",
    "b",
    "aa",
    "z"
  };

  private static final HexFormat LOWER = HexFormat.of();
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();
  private static final String[] ZEROS = {"0", "-0", "0.0", "0e7", "-0.00E-3"};

  private final Random random;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  /** A value of any kind, up to four levels deep. */
  Object value() {
    return value(4);
  }

  /** A value of few kinds, so that two of them are often equal. */
  Object small() {
    return switch (random.nextInt(4)) {
      case 0 -> List.of(random.nextInt(2), random.nextInt(2));
      case 1 -> Map.of("a", number(random.nextInt(3)), "b", text());
      case 2 -> text();
      default -> number(random.nextInt(6));
    };
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Null.NULL;
      case 1 -> random.nextBoolean();
      case 2, 3 -> number(random.nextInt(12));
      case 4 -> text();
      case 5 -> list(depth);
      default -> object(depth);
    };
  }

  private Object number(int kind) {
    return switch (kind) {
      case 0 -> BigDecimal.ZERO;
      case 1 -> BigDecimal.ONE;
      case 2 -> new BigDecimal("0.1");
      case 3 -> new BigDecimal("9007199254740992");
      case 4 -> new BigDecimal("9007199254740993");
      case 5 -> new BigDecimal("1e30");
      case 6 -> new BigDecimal(new BigInteger(1 + random.nextInt(120), random));
      case 7 -> new BigDecimal(random.nextInt(2_000_000) - 1_000_000).movePointLeft(3);
      case 8 -> new BigDecimal(random.nextInt(1000)).movePointLeft(random.nextInt(300));
      default -> BigDecimal.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(depth - 1));
    }
    return list;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 60 : 6); i > 0; i--) {
      object.put(text(), value(depth - 1));
    }
    return object;
  }

  /** JSON of a value: any order, white space, escapes and spelling of numbers. */
  String spell(Object value) {
    StringBuilder json = new StringBuilder();
    space(json);
    spell(value, json);
    space(json);
    return json.toString();
  }

  private void spell(Object value, StringBuilder json) {
    if (value instanceof Map<?, ?> object) {
      spellObject(object, json);
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        json.append(separator).append(spell(item));
        separator = ",";
      }
      json.append(list.isEmpty() ? "[" : "").append(']');
    } else if (value instanceof String text) {
      spellText(text, json);
    } else if (value instanceof Number number) {
      json.append(spellNumber(new BigDecimal(number.toString())));
    } else {
      json.append(value == Null.NULL ? "null" : value);
    }
  }

  private void spellObject(Map<?, ?> object, StringBuilder json) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(object.entrySet());
    Collections.shuffle(entries, random);
    json.append('{');
    for (int i = 0; i < entries.size(); i++) {
      space(json.append(i == 0 ? "" : ","));
      spellText((String) entries.get(i).getKey(), json);
      space(json);
      json.append(':').append(spell(entries.get(i).getValue()));
    }
    space(json);
    json.append('}');
  }

  private void spellText(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean must = letter < 32 || letter == '"' || letter == '\\';
      boolean halved = Character.isSurrogate(letter);
      if (must || (!halved && random.nextInt(4) == 0)) {
        json.append(
            random.nextBoolean() && "\"\\/".indexOf(letter) >= 0
                ? "\\" + letter
                : "\\u" + (random.nextBoolean() ? LOWER : UPPER).toHexDigits(letter));
      } else {
        json.append(letter);
      }
    }
    json.append('"');
  }

  private String spellNumber(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.signum() == 0) {
      return ZEROS[random.nextInt(ZEROS.length)];
    }
    return switch (random.nextInt(5)) {
      case 0 -> stripped.toPlainString();
      case 1 -> stripped.unscaledValue() + "e" + -stripped.scale();
      case 2 -> stripped.unscaledValue() + "00E" + (-stripped.scale() - 2);
      case 3 ->
          stripped.scale() < 0
              ? stripped.toString()
              : stripped.setScale(stripped.scale() + 3).toPlainString();
      default -> stripped.toString();
    };
  }

  private void space(StringBuilder json) {
    for (int i = random.nextInt(3); i > 0; i--) {
      json.append(" \n\t\r".charAt(random.nextInt(4)));
    }
  }
}
