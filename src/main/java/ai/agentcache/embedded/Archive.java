package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A packed server on the class path, unpacked once into a directory named after its content. */
record Archive(URL source) {

  static Archive of(String resource) {
    URL source = Archive.class.getClassLoader().getResource(resource);
    if (source == null) {
      throw new LaunchRefusal(
          List.of(
              "this build has no embedded servers for this machine ("
                  + resource
                  + "): set"
                  + " QUARKUS_REDIS_HOSTS and DATABASE_URL, or build it here"));
    }
    return new Archive(source);
  }

  /** A program that is one file, ready to be run. */
  Path program(Path binaries, String name) throws IOException {
    return unpacked(binaries, name, (in, target) -> write(in, target.resolve(name), true))
        .resolve(name);
  }

  /** The directory with all files of a {@code .txz}. */
  Path directory(Path binaries, String name) throws IOException {
    return unpacked(binaries, name, Archive::extract);
  }

  /** Unpacks beside the target and moves the whole: a start cut short leaves nothing half. */
  private Path unpacked(Path binaries, String name, Unpacking unpacking) throws IOException {
    Path target = binaries.resolve(name + "-" + fingerprint());
    if (Files.isDirectory(target)) {
      return target;
    }
    Path part = Files.createTempDirectory(binaries, ".part-");
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream in = source.openStream()) {
      unpacking.unpack(in, part);
    }
    moveUnlessThere(part, target);
    return target;
  }

  /** Another service that shares the directory may have been quicker. */
  private static void moveUnlessThere(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      delete(part);
    }
  }

  private String fingerprint() throws IOException {
    URLConnection connection = source.openConnection();
    connection.setUseCaches(false);
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toHexString(connection.getContentLengthLong());
  }

  private static void extract(InputStream in, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(entry, tar, target);
      }
    }
  }

  private static void extract(TarArchiveEntry entry, InputStream in, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      write(in, file, (entry.getMode() & 0100) != 0);
    }
  }

  private static void write(InputStream in, Path file, boolean executable) throws IOException {
    Files.copy(in, file);
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private interface Unpacking {
    void unpack(InputStream in, Path target) throws IOException;
  }
}
