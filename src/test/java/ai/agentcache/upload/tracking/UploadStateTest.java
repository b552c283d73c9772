package ai.agentcache.upload.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.upload.tracking.UploadState.Completed;
import ai.agentcache.upload.tracking.UploadState.Expired;
import ai.agentcache.upload.tracking.UploadState.Failed;
import ai.agentcache.upload.tracking.UploadState.Paused;
import ai.agentcache.upload.tracking.UploadState.Uploading;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadStateTest {

  @Test
  void after_openStates_goEverywhere() {
    for (UploadState open : new UploadState[] {new Uploading(), new Paused()}) {
      assertEquals(Optional.of(open), open.after(Action.PROGRESS));
      assertEquals(Optional.of(new Paused()), open.after(Action.PAUSE));
      assertEquals(Optional.of(new Uploading()), open.after(Action.RESUME));
      assertEquals(Optional.of(new Completed()), open.after(Action.COMPLETE));
      assertEquals(Optional.of(new Failed()), open.after(Action.FAIL));
      assertEquals(Optional.of(new Expired()), open.after(Action.EXPIRE));
    }
  }

  @Test
  void after_finishedStates_acceptOnlyWhatFinishedThem() {
    for (UploadState state : UploadState.all()) {
      if (state.isFinished()) {
        long accepted = 0;
        for (Action action : Action.values()) {
          Optional<UploadState> next = state.after(action);
          accepted += next.isPresent() ? 1 : 0;
          next.ifPresent(same -> assertEquals(state, same));
        }
        assertEquals(1, accepted);
      }
    }
  }

  @Test
  void open_ofEachAction_areTheUnfinishedStates() {
    for (Action action : Action.values()) {
      assertArrayEquals(new String[] {"uploading", "paused"}, UploadState.open(action));
    }
  }

  @Test
  void named_everyLabel_isItself() {
    for (UploadState state : UploadState.all()) {
      assertEquals(Optional.of(state), UploadState.named(state.label()));
    }
    assertEquals(Optional.empty(), UploadState.named("pending"));
    assertEquals(Optional.empty(), Action.named("expire"));
    assertEquals(Optional.of(Action.PAUSE), Action.named("pause"));
  }
}
