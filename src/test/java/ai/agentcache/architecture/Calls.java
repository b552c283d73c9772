package ai.agentcache.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Counts as an event every call, or reference, to one of the methods it was made for. */
final class Calls extends ArchCondition<JavaClass> {

  private final List<Method> methods;
  private final Predicate<JavaCodeUnit> exempt;

  /** Methods of a type and its subtypes whose names match. */
  record Method(String owner, Pattern name) {

    static Method of(String owner, String names) {
      return new Method(owner, Pattern.compile(names));
    }

    boolean isTargetOf(JavaAccess<?> access) {
      return name.matcher(access.getName()).matches()
          && access.getTargetOwner().isAssignableTo(owner);
    }
  }

  Calls(String description, List<Method> methods) {
    this(description, methods, caller -> false);
  }

  /**
   * @param exempt those who may
   */
  Calls(String description, List<Method> methods, Predicate<JavaCodeUnit> exempt) {
    super(description);
    this.methods = methods;
    this.exempt = exempt;
  }

  @Override
  public void check(JavaClass caller, ConditionEvents events) {
    for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
      if (!exempt.test(access.getOrigin())
          && methods.stream().anyMatch(method -> method.isTargetOf(access))) {
        events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
      }
    }
  }
}
