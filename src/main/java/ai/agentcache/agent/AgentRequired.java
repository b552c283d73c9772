package ai.agentcache.agent;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint for agents that have a permission. Others get 401 or 403, and who calls too often
 * 429; nothing of the body is read for them. On a method, it comes before the one of its class.
 */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AgentRequired {

  /** The permission, one of {@link Permission}; empty when a valid token is enough. */
  String value();

  /**
   * Whether the user that the path names as {@code user_id} may do it too, with a token of theirs.
   */
  boolean ownUser() default false;
}
