import CheapRuler from 'cheap-ruler';

/**
 * Metres in a degree of longitude and of latitude at a latitude, on the WGS 84 ellipsoid (cheap-ruler's series).
 * Both engines measure snaps on the plane that these two span.
 */
export function metresPerDegree(lat: number): {lon: number; lat: number} {
  const ruler = new CheapRuler(lat, 'meters');
  return {lon: ruler.kx, lat: ruler.ky};
}
