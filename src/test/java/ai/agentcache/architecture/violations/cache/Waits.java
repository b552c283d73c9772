package ai.agentcache.architecture.violations.cache;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Holds its thread in every way, and once where it may. */
final class Waits {
  String uni(Uni<String> uni) {
    return uni.await().indefinitely();
  }

  String future(Future<String> future) throws ExecutionException, InterruptedException {
    return future.get();
  }

  String timed(CompletableFuture<String> future) throws Exception {
    return future.get(1, TimeUnit.SECONDS);
  }

  String joined(CompletableFuture<String> future) {
    return future.join();
  }

  void slept() throws InterruptedException {
    Thread.sleep(1);
  }

  void latch(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  String last(Uni<String> uni, ShutdownEvent event) {
    return uni.await().indefinitely() + event;
  }

  void process(Process process) throws InterruptedException {
    process.waitFor();
  }

  Uni<String> inside(Uni<CompletableFuture<String>> uni) {
    return uni.map(CompletableFuture::join);
  }
}
