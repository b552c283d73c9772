package ai.agentcache.gateway.upstream;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: those of the JVM's authorities, and those of further ones. */
final class Authorities {

  private Authorities() {}

  /**
   * The authorities of the JVM and those of a PEM file; fails with a message that names the file
   * when there is none in it.
   */
  static TrustOptions with(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> further =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (further.isEmpty()) {
        throw new CertificateException("it is empty");
      }
      List<Certificate> all = new ArrayList<>(ofTheJvm());
      all.addAll(further);
      return TrustOptions.wrap(manager(store(all)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "agentcache.gateway.upstream.trusted-certificates: "
              + pem
              + " is no file of PEM certificates: "
              + e.getMessage(),
          e);
    }
  }

  private static List<X509Certificate> ofTheJvm() throws GeneralSecurityException {
    return List.of(manager(null).getAcceptedIssuers());
  }

  private static KeyStore store(List<Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry(Integer.toString(i), certificates.get(i));
    }
    return store;
  }

  private static X509TrustManager manager(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("this Java checks no certificates");
  }
}
