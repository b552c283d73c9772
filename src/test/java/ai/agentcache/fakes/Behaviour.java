package ai.agentcache.fakes;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a request other than answering it naturally. Immutable: each method gives a
 * changed copy, so that behaviours are put together like {@code
 * Behaviour.natural().delay(…).cutAfter(100)}. The fields are the names used over HTTP.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Behaviour implements Cloneable {

  /** What is left out at the end of a streamed answer. */
  public enum Omission {
    NOTHING,
    /**
     * The last word: {@code [DONE]}, {@code message_stop}, {@code response.completed}, with Google
     * the event that has the reason.
     */
    MARKER,
    /** The last word, the reason for stopping, and the usage. */
    FINISH
  }

  long delayMillis;
  long bodyDelayMillis;
  long pauseMillis;
  int splitBytes;
  int status;
  String message = "";
  @Nullable String code;
  String retryAfter = "";
  Map<String, String> headers = Map.of();
  long cutAfter = -1;
  boolean drop;
  boolean silent;
  int silentAfter = -1;
  int errorAfter = -1;
  Omission omit = Omission.NOTHING;
  boolean malformed;
  int hugeBytes;
  int deep;
  List<String> raw = List.of();
  String contentType = "";
  @Nullable Reply reply;
  boolean reasoningContent;

  private Behaviour() {}

  /** The answer of the model that echoes, undisturbed. */
  public static Behaviour natural() {
    return new Behaviour();
  }

  /** An error in the shape of the provider that was asked. */
  public static Behaviour error(int status) {
    return natural().with(b -> b.status = status);
  }

  /** An answer of these pieces; {@code {n}} in them becomes the number of the call. */
  public static Behaviour text(String... pieces) {
    return natural().reply(Reply.of(pieces));
  }

  /** An explicit body, written in these pieces; one piece has a Content-Length. */
  public static Behaviour raw(int status, String contentType, String... pieces) {
    return natural()
        .with(
            b -> {
              b.status = status;
              b.contentType = contentType;
              b.raw = List.of(pieces);
            });
  }

  /** Neither head nor body, for ever. */
  public static Behaviour silence() {
    return natural().with(b -> b.silent = true);
  }

  /** Closes the connection instead of answering. */
  public static Behaviour dropped() {
    return natural().with(b -> b.drop = true);
  }

  /** Before the head. */
  public Behaviour delay(Duration time) {
    return with(b -> b.delayMillis = time.toMillis());
  }

  /** After the head, before the first byte of the body. */
  public Behaviour bodyDelay(Duration time) {
    return with(b -> b.bodyDelayMillis = time.toMillis());
  }

  /** Before each further event, or piece of the body. */
  public Behaviour pause(Duration time) {
    return with(b -> b.pauseMillis = time.toMillis());
  }

  /** Writes the body in pieces of so many bytes, wherever events begin and end. */
  public Behaviour split(int bytes) {
    return with(b -> b.splitBytes = bytes);
  }

  /** The words of an error. */
  public Behaviour message(String words) {
    return with(b -> b.message = words);
  }

  /** The code of an error, where the provider has one: {@code insufficient_quota}. */
  public Behaviour code(String errorCode) {
    return with(b -> b.code = errorCode);
  }

  /** The header {@code Retry-After}: seconds or a date. */
  public Behaviour retryAfter(String value) {
    return with(b -> b.retryAfter = value);
  }

  /** Further headers of the answer. */
  public Behaviour headers(Map<String, String> more) {
    return with(b -> b.headers = Map.copyOf(more));
  }

  /** Closes the connection after so many bytes of the body; 0 is right after the head. */
  public Behaviour cutAfter(long bytes) {
    return with(b -> b.cutAfter = bytes);
  }

  /** Sends nothing more after so many events; 0 is right after the head. */
  public Behaviour silentAfter(int events) {
    return with(b -> b.silentAfter = events);
  }

  /**
   * An error event, of the status that was given or else 500, takes the place of what follows after
   * so many events. An answer that is not streamed stays as it is.
   */
  public Behaviour errorAfter(int events) {
    return with(b -> b.errorAfter = events);
  }

  /** Leaves out the end of a streamed answer. */
  public Behaviour omit(Omission what) {
    return with(b -> b.omit = what);
  }

  /** Breaks the JSON: of the whole body, or of one event in the middle. */
  public Behaviour malformed() {
    return with(b -> b.malformed = true);
  }

  /** The text of the answer has so many bytes. */
  public Behaviour huge(int bytes) {
    return with(b -> b.hugeBytes = bytes);
  }

  /** An extra field of the answer is nested so deep. */
  public Behaviour deep(int levels) {
    return with(b -> b.deep = levels);
  }

  /** What the model says, in the wire format that was asked for. */
  public Behaviour reply(Reply words) {
    return with(b -> b.reply = words);
  }

  /** Shows reasoning as {@code reasoning_content}, as servers compatible with OpenAI's do. */
  public Behaviour reasoningContent() {
    return with(b -> b.reasoningContent = true);
  }

  private Behaviour with(Consumer<Behaviour> change) {
    Behaviour copy = clone();
    change.accept(copy);
    return copy;
  }

  @Override
  protected Behaviour clone() {
    try {
      return (Behaviour) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
