package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import ai.agentcache.launch.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL that keeps its data. */
final class PostgresServer implements Server {
  private static final String NAME = "agentcache";

  /** The database that initdb makes. */
  private static final String INITIAL_DATABASE = "postgres";

  private static final Duration STEP_LIMIT = Duration.ofSeconds(60);

  /** In {@code postmaster.pid}: https://www.postgresql.org/docs/current/storage-file-layout.html */
  private static final int STATUS_LINE = 7;

  private final Layout layout;
  private final Account account;
  private Path programs = Path.of("");

  PostgresServer(Layout layout, Account account) {
    this.layout = layout;
    this.account = account;
  }

  @Override
  public Store store() {
    return Store.POSTGRES;
  }

  private Path data() {
    return layout.postgres().resolve("data");
  }

  @Override
  public String mark() {
    return "-D" + data();
  }

  @Override
  public void prepare() throws IOException {
    programs =
        Archive.of(Platform.current().postgres())
            .directory(layout.binaries(), "postgres")
            .resolve("bin");
    account.own(layout.postgres());
    if (!Files.isDirectory(data())) {
      create();
    }
    // No server of this directory is alive: a file left behind could name another process by now.
    Files.deleteIfExists(data().resolve("postmaster.pid"));
  }

  /** Beside its place, then moved as a whole: a start cut short leaves no half database. */
  private void create() throws IOException {
    Path fresh = layout.postgres().resolve("data.new");
    if (Files.isDirectory(fresh)) {
      Archive.delete(fresh);
    }
    Path password = layout.postgres().resolve("password");
    Files.writeString(password, NAME + "\n");
    account.own(password);
    step(
        "",
        program("initdb"),
        "-D" + fresh,
        "--username=" + NAME,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    step(
        "CREATE DATABASE " + NAME + "\n",
        program("postgres"),
        "--single",
        "-D" + fresh,
        INITIAL_DATABASE);
    Files.delete(password);
    Files.move(fresh, data());
  }

  private void step(String input, String... command) {
    if (Command.run(account.command(List.of(command)), input, log(), STEP_LIMIT) != 0) {
      throw new LaunchRefusal(
          List.of("PostgreSQL cannot make its database: see " + log() + ", or set DATABASE_URL"));
    }
  }

  private String program(String name) {
    return programs.resolve(name).toString();
  }

  @Override
  public List<String> command(int port) {
    return account.command(
        List.of(
            program("postgres"),
            mark(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories="));
  }

  /** A fast shutdown: sessions are cut, nothing committed is lost. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  @Override
  public Path log() {
    return layout.postgres().resolve("server.log");
  }

  @Override
  public boolean ready(int port) {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Map<String, String> properties(int port) {
    return Map.of(
        "quarkus.datasource.reactive.url",
        "postgresql://" + NAME + ":" + NAME + "@127.0.0.1:" + port + "/" + NAME,
        store().embeddedProperty(),
        "127.0.0.1:" + port);
  }
}
