package ai.agentcache.gateway.google;

import ai.agentcache.gateway.chat.Part;
import java.util.Optional;

/**
 * Marks the signatures of the provider, so that on their way back they are told from the seals of
 * others. No base64 has a colon.
 */
final class Seals {

  /**
   * What the provider takes for the signature of a call that another model made, or a client that
   * loses signatures.
   */
  static final String NONE = "skip_thought_signature_validator";

  private static final String MARK = "google:";

  private Seals() {}

  static String mark(String signature) {
    return MARK + signature;
  }

  /** The signature of a thought, if the provider gave it. */
  static Optional<String> signature(Part.Thought thought) {
    return thought
        .seal()
        .filter(seal -> seal.startsWith(MARK))
        .map(seal -> seal.substring(MARK.length()))
        .filter(signature -> !signature.isEmpty());
  }
}
