package ai.agentcache.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;

/** Counts as an event every call, or reference, to one of the methods it was made for. */
final class Calls extends ArchCondition<JavaClass> {

  private final List<Method> methods;

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
    super(description);
    this.methods = methods;
  }

  @Override
  public void check(JavaClass caller, ConditionEvents events) {
    for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
      if (methods.stream().anyMatch(method -> method.isTargetOf(access))) {
        events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
      }
    }
  }
}
