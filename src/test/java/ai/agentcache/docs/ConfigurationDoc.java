package ai.agentcache.docs;

import ai.agentcache.architecture.Sources;
import com.sun.source.tree.CompilationUnitTree;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference of all settings: names and defaults as the configuration library sees them, words
 * from the comments.
 */
final class ConfigurationDoc {

  private final Comments comments;
  private final List<Class<?>> mappings = new ArrayList<>();

  /** Where a text is missing. */
  private final List<String> silent = new ArrayList<>();

  private ConfigurationDoc(Sources sources) {
    this.comments = Comments.of(sources);
    sources.units().forEach(this::add);
  }

  /** Reads all configuration mappings below a folder; they have to be on the class path. */
  static ConfigurationDoc of(Path folder) {
    return new ConfigurationDoc(Sources.below(folder));
  }

  private void add(CompilationUnitTree unit) {
    String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
    if (!file.endsWith("Config.java")) {
      return;
    }
    String name = unit.getPackageName() + "." + file.substring(0, file.lastIndexOf('.'));
    try {
      Class<?> type = Class.forName(name, false, ConfigurationDoc.class.getClassLoader());
      if (type.isAnnotationPresent(ConfigMapping.class)) {
        mappings.add(type);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is not on the class path", e);
    }
  }

  /** The reference, a table for each mapping, in the order of their prefixes. */
  String markdown() {
    Map<String, String> tables = new TreeMap<>();
    mappings.forEach(type -> tables.put(prefix(type), table(type)));
    return String.join("\n", tables.values());
  }

  /** Mappings and settings without a comment, as of the last {@link #markdown()}. */
  List<String> silent() {
    return silent;
  }

  private static String prefix(Class<?> type) {
    return type.getAnnotation(ConfigMapping.class).prefix();
  }

  private String table(Class<?> type) {
    StringBuilder table = new StringBuilder();
    table.append("### `").append(prefix(type)).append("`\n\n");
    table.append(told(comments.ofClass(type), type.getName())).append("\n\n");
    table.append("| setting | takes | default | what it is |\n|---|---|---|---|\n");
    properties(type).forEach(setting -> table.append(setting.row()).append('\n'));
    return table.toString();
  }

  private List<Setting> properties(Class<?> type) {
    Map<String, Property> properties =
        new TreeMap<>(ConfigMappings.getProperties(ConfigClass.configClass(type)));
    List<Setting> settings = new ArrayList<>();
    properties.forEach(
        (name, property) -> {
          if (!property.isGroup() && !property.isDefaultMethod() && !name.endsWith("[*]")) {
            settings.add(setting(name, property));
          }
        });
    return settings;
  }

  private Setting setting(String name, Property property) {
    Method method = property.getMethod();
    String where = method.getDeclaringClass().getName() + "." + method.getName();
    return new Setting(
        name.replace("*", "<key>"),
        SettingType.of(method.getGenericReturnType()),
        property.hasDefaultValue() ? property.getDefaultValue() : "",
        told(comments.ofMethod(method.getDeclaringClass(), method.getName()), where));
  }

  private String told(@Nullable String text, String where) {
    if (text == null || text.isBlank()) {
      silent.add(where);
      return "";
    }
    return text;
  }
}
