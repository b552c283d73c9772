package ai.agentcache.upload.tracking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an upload session is. The same machine stands in the database as {@code
 * upload_transition_allowed}, which refuses what this one does not allow.
 *
 * <pre>
 *            progress,            progress,
 *            resume  pause        pause
 *              v  | ------&gt;        v  |
 * start --&gt;  UPLOADING          PAUSED
 *                 | &lt;------ |
 *                 |  resume |
 *                 +----+----+
 *                      |  complete --&gt; COMPLETED  (complete again: the same)
 *                      |  fail     --&gt; FAILED     (fail again: the same)
 *                      |  expire   --&gt; EXPIRED    (expire again: the same)
 * </pre>
 *
 * A finished session accepts nothing but the repetition of what finished it.
 */
sealed interface UploadState {

  /** All there are. */
  static List<UploadState> all() {
    return List.of(new Uploading(), new Paused(), new Completed(), new Failed(), new Expired());
  }

  /** The state after an action, which may be this one; none when the action is refused. */
  Optional<UploadState> after(Action action);

  /** The name on the wire and in the stores. */
  String label();

  /** Whether the session is over. */
  default boolean isFinished() {
    return !(this instanceof Open);
  }

  /** The state a session begins in. */
  static UploadState start() {
    return new Uploading();
  }

  /** The state of that name. */
  static Optional<UploadState> named(String label) {
    return all().stream().filter(state -> state.label().equals(label)).findFirst();
  }

  /** The names of the states that an action may move on from. */
  static String[] open(Action action) {
    return all().stream()
        .filter(state -> !state.isFinished() && state.after(action).isPresent())
        .map(UploadState::label)
        .toArray(String[]::new);
  }

  /** The names of the states of sessions that are not over. */
  static String[] open() {
    return Stream.of(new Uploading(), new Paused()).map(UploadState::label).toArray(String[]::new);
  }

  /** A session that can go on. */
  sealed interface Open extends UploadState {

    /** All of the file is there. */
    default Completed complete() {
      return new Completed();
    }

    /** The client gives up. */
    default Failed fail() {
      return new Failed();
    }

    /** Nothing was heard of it for too long. */
    default Expired expire() {
      return new Expired();
    }

    /** It goes on after a pause, or goes on as before. */
    default Uploading resume() {
      return new Uploading();
    }

    /** It rests, or rests as before. */
    default Paused pause() {
      return new Paused();
    }

    @Override
    default Optional<UploadState> after(Action action) {
      return Optional.of(
          switch (action) {
            case PROGRESS -> this;
            case PAUSE -> pause();
            case RESUME -> resume();
            case COMPLETE -> complete();
            case FAIL -> fail();
            case EXPIRE -> expire();
          });
    }
  }

  /** Chunks are on their way. */
  record Uploading() implements Open {
    @Override
    public String label() {
      return "uploading";
    }
  }

  /** The client rests; reports that were still on their way are taken. */
  record Paused() implements Open {
    @Override
    public String label() {
      return "paused";
    }
  }

  /** The client says that all of the file is there. */
  record Completed() implements UploadState {
    @Override
    public Optional<UploadState> after(Action action) {
      return action == Action.COMPLETE ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String label() {
      return "completed";
    }
  }

  /** The client gave up. */
  record Failed() implements UploadState {
    @Override
    public Optional<UploadState> after(Action action) {
      return action == Action.FAIL ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String label() {
      return "failed";
    }
  }

  /** The client was not heard of for too long. */
  record Expired() implements UploadState {
    @Override
    public Optional<UploadState> after(Action action) {
      return action == Action.EXPIRE ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String label() {
      return "expired";
    }
  }
}
