package ai.agentcache.gateway.workflow;

import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of a workflow: does what its schedule says and tells what becomes of it. Everything
 * happens in the Vert.x context in which it was made.
 */
final class Run {

  private final WorkflowRequest request;
  private final Function<Supplier<LlmRequest>, Uni<Outcome>> ask;
  private final MultiEmitter<? super Progress> out;
  private final Vertx vertx;
  private final Context context;
  private final Clock clock;
  private final long start;
  private final Schedule schedule;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, String> outputs = new HashMap<>();
  private final Map<String, Running> running = new HashMap<>();
  private long deadline = -1;
  private boolean over;

  /**
   * @param ask has a request made and answered; never fails
   * @param out where to tell the progress; nobody listens any more when it is terminated
   */
  Run(
      WorkflowRequest request,
      Function<Supplier<LlmRequest>, Uni<Outcome>> ask,
      MultiEmitter<? super Progress> out,
      Vertx vertx,
      Clock clock) {
    this.request = request;
    this.ask = ask;
    this.out = out;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = clock;
    this.start = clock.nanos();
    this.schedule = new Schedule(request.graph(), request.concurrency());
  }

  /**
   * A node that is being asked.
   *
   * @param since when that began, on the clock's {@code nanos()}
   * @param timer what ends it when it takes too long
   */
  private record Running(Node node, long since, long timer, Cancellable asking) {}

  void start() {
    out.onTermination(() -> context.runOnContext(v -> stop()));
    deadline = vertx.setTimer(request.totalMillis(), id -> timeIsUp());
    act(schedule.begin());
  }

  private void act(Schedule.Move move) {
    for (Schedule.Skip skip : move.skip()) {
      note(skip.node(), new Outcome.Skipped(skip.reason()));
    }
    for (Node node : move.start()) {
      begin(node);
    }
    if (schedule.isOver() && !over) {
      stop();
      out.emit(new Progress.Finished(outcomes, millisSince(start)));
      out.complete();
    }
  }

  private void begin(Node node) {
    out.emit(new Progress.Started(node));
    long since = clock.nanos();
    long timer = vertx.setTimer(request.nodeMillis(), id -> tooLate(node));
    Cancellable asking =
        ask.apply(() -> request(node))
            .emitOn(step -> context.runOnContext(v -> step.run()))
            .subscribe()
            .with(outcome -> ended(node, outcome));
    running.put(node.id(), new Running(node, since, timer, asking));
  }

  private LlmRequest request(Node node) {
    return request.options().request(node, node.prompt().fill(outputs, request.inputs()));
  }

  private void ended(Node node, Outcome outcome) {
    Running ended = running.remove(node.id());
    if (ended == null) {
      return;
    }
    vertx.cancelTimer(ended.timer());
    note(node, outcome);
    act(
        outcome instanceof Outcome.Completed
            ? schedule.completed(node.id())
            : schedule.failed(node.id()));
  }

  private void note(Node node, Outcome outcome) {
    outcomes.put(node.id(), outcome);
    if (outcome instanceof Outcome.Completed completed) {
      outputs.put(node.id(), completed.output());
    }
    out.emit(new Progress.Ended(node, outcome));
  }

  private void tooLate(Node node) {
    giveUp(node, "the node took longer than " + request.nodeMillis() + " ms");
  }

  private void giveUp(Node node, String why) {
    Running late = running.get(node.id());
    if (late != null) {
      late.asking().cancel();
      ended(node, new Outcome.Failed(ErrorCode.PROVIDER_TIMEOUT, why, millisSince(late.since())));
    }
  }

  private void timeIsUp() {
    String why = "the run took longer than " + request.totalMillis() + " ms";
    act(schedule.halt(why));
    List.copyOf(running.values()).forEach(late -> giveUp(late.node(), why));
  }

  private long millisSince(long nanos) {
    return (clock.nanos() - nanos) / 1_000_000;
  }

  /** Nothing more is asked, waited for or told. */
  private void stop() {
    over = true;
    vertx.cancelTimer(deadline);
    running.values().forEach(this::cancel);
    running.clear();
  }

  private void cancel(Running node) {
    vertx.cancelTimer(node.timer());
    node.asking().cancel();
  }
}
