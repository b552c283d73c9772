package ai.agentcache.gateway.sdk;

import java.nio.file.Path;
import java.util.List;

/** In a virtual environment. */
final class PythonClients extends Clients {

  private static final String FIT =
      "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";

  PythonClients() {
    super("python", "requirements.txt");
  }

  private String bin(String program) {
    return folder().resolve("venv/bin").resolve(program).toString();
  }

  @Override
  List<Probe> probes() {
    return List.of(
        new Probe(
            List.of("python3", "-c", FIT),
            "there is no python3 of 3.10 or later with its module venv"));
  }

  @Override
  List<List<String>> installation() {
    return List.of(
        List.of("python3", "-m", "venv", "--clear", "venv"),
        List.of(
            bin("python"), "-m", "pip", "install", "-q", "--no-input", "-r", "requirements.txt"));
  }

  @Override
  List<String> command(Path file) {
    return List.of(bin("python"), file.toString());
  }
}
