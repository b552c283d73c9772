package ai.agentcache.access;

import io.smallrye.mutiny.Uni;

/** Keeps data of users, which are forgotten with them. */
public interface DataOfUsers {

  /** What it keeps, as the answer to an erasure calls it. */
  String name();

  /** Removes all data of a user of a tenant; says how many there were. */
  Uni<Long> erase(String tenant, String user);
}
