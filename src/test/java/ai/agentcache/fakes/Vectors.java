package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * Embeddings that follow from the words alone: the same text has the same vector, texts that share
 * words have similar ones. Of length 1.
 */
final class Vectors {

  private static final int MARKS_OF_A_WORD = 16;

  private Vectors() {}

  static float[] of(String text, int dimensions) {
    double[] sum = new double[dimensions];
    sum[0] = 1e-3;
    for (String word : text.strip().split("\\s+", -1)) {
      SplittableRandom random = new SplittableRandom(word.hashCode());
      for (int i = 0; i < MARKS_OF_A_WORD; i++) {
        sum[random.nextInt(dimensions)] += random.nextBoolean() ? 1 : -1;
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return vector;
  }

  static ArrayNode numbers(float[] vector) {
    ArrayNode numbers = Json.array();
    for (float value : vector) {
      numbers.add(value);
    }
    return numbers;
  }

  /** Little-endian floats of 32 bits. */
  static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) {
      bytes.putFloat(value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
