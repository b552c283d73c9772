package ai.agentcache.upload.edge;

/**
 * Distances along the surface of a sphere of the Earth's mean radius (IUGG, 6371.0088 km): up to
 * 0.6 % off the true ones. The haversine of an angle is a quarter of the square of its chord, so
 * points are kept as vectors, and a distance costs a difference and an arc sine.
 *
 * @param x towards 0° N 0° E
 * @param y towards 0° N 90° E
 * @param z towards the North Pole
 */
record Haversine(double x, double y, double z) {

  static final double EARTH_RADIUS_KM = 6_371.0088;

  /** The point of a place. */
  static Haversine at(Location place) {
    double latitude = Math.toRadians(place.latitude());
    double longitude = Math.toRadians(place.longitude());
    double fromAxis = Math.cos(latitude);
    return new Haversine(
        fromAxis * Math.cos(longitude), fromAxis * Math.sin(longitude), Math.sin(latitude));
  }

  /** The distance between two places, km. */
  static double km(Location one, Location other) {
    return at(one).arcKm(at(other));
  }

  /** The distance along the surface, km. */
  double arcKm(Haversine other) {
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord(other) / 2));
  }

  /** The distance straight through the Earth, km: cheaper, and never more than the other. */
  double chordKm(Haversine other) {
    return EARTH_RADIUS_KM * chord(other);
  }

  private double chord(Haversine other) {
    double dx = x - other.x;
    double dy = y - other.y;
    double dz = z - other.z;
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
