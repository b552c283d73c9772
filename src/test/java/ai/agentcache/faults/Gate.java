package ai.agentcache.faults;

/** What holds for the traffic of a proxy now; a frozen one holds its callers back. */
final class Gate {

  private Traffic traffic = new Traffic.Passed();

  synchronized void become(Traffic next) {
    traffic = next;
    notifyAll();
  }

  synchronized Traffic now() {
    return traffic;
  }

  /** What holds now, waited for while it is a freeze. */
  synchronized Traffic thawed() throws InterruptedException {
    while (traffic instanceof Traffic.Frozen) {
      wait();
    }
    return traffic;
  }
}
