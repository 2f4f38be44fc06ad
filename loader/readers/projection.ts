import proj4 from 'proj4';

/** From a file's own coordinates to [lon, lat] in degrees, WGS 84. */
export type ToWgs84 = (position: readonly number[]) => [number, number];

export const alreadyWgs84: ToWgs84 = ([lon, lat]) => [lon, lat];

/**
 * @param wkt the content of a .prj file
 * @throws Error a coordinate system that proj4 does not understand
 */
export function fromWkt(wkt: string): ToWgs84 {
  return forward(wkt);
}

/**
 * The projection of a GeoJSON `crs` member (GeoJSON 2008; RFC 7946 has WGS 84 alone).
 * @throws Error not a named EPSG system, or one that proj4 has no definition for
 */
export function fromGeoJsonCrs(crs: unknown): ToWgs84 {
  if (crs === null || crs === undefined) return alreadyWgs84;
  const name = nameOf(crs);
  if (name === null) throw new Error('the "crs" member has no properties.name');
  if (/CRS84$/i.test(name)) return alreadyWgs84;
  const code = /EPSG:(?:[^:]*:)?(\d+)$/i.exec(name)?.[1];
  if (code === '4326') return alreadyWgs84;
  if (code === undefined || !proj4.defs(`EPSG:${code}`)) {
    throw new Error(
      `the coordinate system ${name} is not known here; reproject it: ogr2ogr -t_srs EPSG:4326 OUT.geojson FILE`,
    );
  }
  return forward(`EPSG:${code}`);
}

function forward(system: string): ToWgs84 {
  const projection = proj4(system, 'EPSG:4326');
  return ([x, y]) => {
    const [lon, lat] = projection.forward([x, y]);
    return [lon, lat];
  };
}

function nameOf(crs: unknown): string | null {
  if (typeof crs !== 'object' || crs === null || !('properties' in crs)) return null;
  const {properties} = crs;
  if (typeof properties !== 'object' || properties === null || !('name' in properties)) return null;
  return typeof properties.name === 'string' ? properties.name : null;
}
