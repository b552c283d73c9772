package ai.agentcache.webhook;

import ai.agentcache.webhook.Target.UnfitException;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/** Which targets may be called: unless configured otherwise https at public addresses only. */
@Singleton
final class TargetGuard {

  private final boolean http;
  private final boolean privateAddresses;

  TargetGuard(WebhookConfig config) {
    this.http = config.allowHttp();
    this.privateAddresses = config.allowPrivateAddresses();
  }

  /** Reads an address, as far as can be judged without looking its name up. */
  Target parse(String url) throws UnfitException {
    Target target = Target.parse(url);
    if (!target.tls() && !http) {
      throw new UnfitException("must be an absolute https address");
    }
    if (!privateAddresses
        && (target.isLocalName() || target.address().filter(this::isRefused).isPresent())) {
      throw new UnfitException("must be at a public address");
    }
    return target;
  }

  /** Which of the addresses of a name to connect to; all of them have to be fit. */
  InetAddress choose(List<InetAddress> addresses) throws UnfitException {
    if (addresses.isEmpty() || addresses.stream().anyMatch(this::isRefused)) {
      throw new UnfitException("must be at a public address");
    }
    return addresses.get(0);
  }

  private boolean isRefused(InetAddress address) {
    return !privateAddresses && !PublicAddress.is(address);
  }
}
