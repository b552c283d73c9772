package ai.agentcache;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Has bounds of time: no other integration test may run beside this one. */
@Tag("alone")
@Target(TYPE)
@Retention(RUNTIME)
public @interface Alone {}
