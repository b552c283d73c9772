package ai.agentcache.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;

/** What Jackson could not read, in words that name the field and no class of ours. */
final class JsonProblem {

  private JsonProblem() {}

  static ApiException of(JacksonException failure) {
    if (failure instanceof StreamConstraintsException) {
      return new ApiException(
          ErrorCode.MALFORMED_JSON, "the body has a number, a name or a depth beyond all limits");
    }
    if (!(failure instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return new ApiException(ErrorCode.MALFORMED_JSON, "the body has to be one JSON object");
    }
    String field = path(mapping.getPath());
    return failure instanceof UnrecognizedPropertyException
        ? ApiException.field(field, "is not known")
        : ApiException.field(field, "has a value of the wrong type");
  }

  private static String path(List<Reference> references) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
