package ai.agentcache.gateway.sdk;

import java.nio.file.Path;
import java.util.List;

/** In a folder of modules. */
final class NodeClients extends Clients {

  private static final String FIT = "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)";

  NodeClients() {
    super("node", "package-lock.json");
  }

  @Override
  List<Probe> probes() {
    return List.of(
        new Probe(List.of("node", "-e", FIT), "there is no node of 20 or later"),
        new Probe(List.of("npm", "--version"), "there is no npm"));
  }

  @Override
  List<List<String>> installation() {
    return List.of(
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
  }

  @Override
  List<String> command(Path file) {
    return List.of("node", file.toString());
  }
}
