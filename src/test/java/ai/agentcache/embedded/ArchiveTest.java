package ai.agentcache.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.launch.LaunchRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchiveTest {
  @TempDir Path directory = Path.of("");
  private Path binaries = Path.of("");

  @BeforeEach
  void createBinaries() throws IOException {
    binaries = Files.createDirectory(directory.resolve("bin"));
  }

  private Archive archive(String script, String escaping) throws IOException {
    Path file = directory.resolve("server.txz");
    try (var out = Files.newOutputStream(file);
        var tar = new TarArchiveOutputStream(new XZOutputStream(out, new LZMA2Options(1)))) {
      put(tar, escaping + "bin/run", 0755, script);
      put(tar, "share/text", 0644, "text");
      TarArchiveEntry link = new TarArchiveEntry("lib/link", TarConstants.LF_SYMLINK);
      link.setLinkName("../share/text");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return new Archive(file.toUri().toURL());
  }

  private static void put(TarArchiveOutputStream tar, String name, int mode, String text)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(text.length());
    tar.putArchiveEntry(entry);
    tar.write(text.getBytes(UTF_8));
    tar.closeArchiveEntry();
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(binaries)) {
      return files.count();
    }
  }

  @Test
  void directory_firstTime_unpacksFilesModesAndLinks() throws IOException {
    Path target = archive("#!/bin/sh", "").directory(binaries, "server");

    assertTrue(Files.isExecutable(target.resolve("bin/run")));
    assertEquals("text", Files.readString(target.resolve("lib/link")));
    assertTrue(Files.isSymbolicLink(target.resolve("lib/link")));
    assertEquals(1, entries());
  }

  @Test
  void directory_secondTime_leavesItAlone() throws IOException {
    Archive archive = archive("#!/bin/sh", "");
    Path text = archive.directory(binaries, "server").resolve("share/text");
    Files.writeString(text, "mine");

    archive.directory(binaries, "server");

    assertEquals("mine", Files.readString(text));
  }

  @Test
  void directory_otherContent_hasAnotherPlace() throws IOException {
    Path first = archive("#!/bin/sh", "").directory(binaries, "server");
    Path second = archive("#!/bin/sh\n" + "# longer".repeat(99), "").directory(binaries, "server");

    assertFalse(first.equals(second));
    assertEquals(2, entries());
  }

  @Test
  void directory_entryOutside_isRefused() throws IOException {
    Archive archive = archive("#!/bin/sh", "../../");

    assertThrows(IOException.class, () -> archive.directory(binaries, "server"));
    assertFalse(Files.exists(directory.resolve("bin/run")));
  }

  @Test
  void program_singleFile_isExecutable() throws IOException {
    Path source = Files.writeString(directory.resolve("tool"), "#!/bin/sh\nexit 0\n");

    Path program = new Archive(source.toUri().toURL()).program(binaries, "tool");

    assertTrue(Command.succeeds(program.toString()));
  }

  @Test
  void of_missingResource_saysWhatToSet() {
    LaunchRefusal refusal = assertThrows(LaunchRefusal.class, () -> Archive.of("none.txz"));

    assertTrue(refusal.getMessage().contains("DATABASE_URL"));
  }
}
