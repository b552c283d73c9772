package ai.agentcache.fakes;

import java.util.Base64;

/** An image of a request: what it is and how long, or where it is. */
record Image(String description) {

  static Image at(String url) {
    return new Image("image at " + url);
  }

  /** Fails with an illegal argument when the data is not base64. */
  static Image of(String mediaType, String base64) {
    return new Image(mediaType + " of " + Base64.getDecoder().decode(base64).length + " bytes");
  }

  /** Either form, as a URL. */
  static Image ofUrl(String url) {
    if (!url.startsWith("data:")) {
      return at(url);
    }
    int comma = url.indexOf(',');
    int semicolon = url.indexOf(';');
    if (comma < 0 || semicolon < 0 || semicolon > comma) {
      throw new IllegalArgumentException(url);
    }
    return of(url.substring("data:".length(), semicolon), url.substring(comma + 1));
  }
}
