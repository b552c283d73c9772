package ai.agentcache.faults;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives fault tests the {@link Stores} and the {@link ProxiedService} that they share; both are
 * started when first needed and end with the run.
 */
final class Rig implements ParameterResolver {

  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(Rig.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Stores.class || type == ProxiedService.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store shared = context.getRoot().getStore(SPACE);
    Stores stores = shared.computeIfAbsent(Stores.class, type -> new Stores(), Stores.class);
    if (parameter.getParameter().getType() == Stores.class) {
      return stores;
    }
    return shared.computeIfAbsent(
        ProxiedService.class,
        type -> ProxiedService.start(stores, Map.of()).warmedUp(),
        ProxiedService.class);
  }
}
