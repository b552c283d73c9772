package ai.agentcache.access;

import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Encrypts answers that are kept, since one may hold a key that is shown only once. */
@Singleton
final class AnswerCipher {

  private final Sealing sealing;

  AnswerCipher(Pepper pepper) {
    sealing = new Sealing(pepper.answerKey());
  }

  /** The answer as text that only {@link #open} with the same place can read. */
  String seal(Answer answer, String place) {
    byte[] plain =
        ByteBuffer.allocate(Integer.BYTES + answer.body().length())
            .putInt(answer.status())
            .put(answer.body().getBytes())
            .array();
    return sealing.seal(plain, place);
  }

  /** The answer, or nothing when the text is not one of ours for that place. */
  Optional<Answer> open(String text, String place) {
    return sealing
        .open(text, place)
        .filter(plain -> plain.length >= Integer.BYTES)
        .map(AnswerCipher::answer);
  }

  private static Answer answer(byte[] plain) {
    Buffer body = Buffer.buffer(plain).slice(Integer.BYTES, plain.length);
    return new Answer(ByteBuffer.wrap(plain).getInt(), body);
  }
}
