package ai.agentcache.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Holds when a class lives in a known package and uses only what {@link PackageMap} allows. */
final class KeepsToPackageMap extends ArchCondition<JavaClass> {

  private final String base;

  KeepsToPackageMap(String base) {
    super("use only the packages that the package map allows");
    this.base = base;
  }

  @Override
  public void check(JavaClass user, ConditionEvents events) {
    String from = part(user);
    if (from.isEmpty()) {
      return;
    }
    if (!PackageMap.knows(from)) {
      events.add(
          SimpleConditionEvent.violated(
              user, "Class <" + user.getName() + "> is in a package that the map does not know"));
    }
    for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
      JavaClass used = dependency.getTargetClass().getBaseComponentType();
      if (isOurs(used) && !PackageMap.allows(from, part(used))) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  private boolean isOurs(JavaClass used) {
    return used.getPackageName().equals(base) || used.getPackageName().startsWith(base + ".");
  }

  /** The first part of the package name below the base; empty for the base itself. */
  private String part(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(base)) {
      return "";
    }
    String below = name.substring(base.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
