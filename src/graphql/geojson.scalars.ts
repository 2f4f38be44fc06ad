import type * as GeoJSON from 'geojson';
import validation from 'geojson-validation';
import {GraphQLScalarType, type ValueNode, valueFromASTUntyped} from 'graphql';
import {RefusedValue} from './refused-value.js';

/** The faults of a value, in words. */
type FindFaults = (value: unknown) => readonly string[] | undefined;

export const LineString = geojson<GeoJSON.LineString>(
  'LineString',
  'geometry: two or more positions in order',
  (value) => validation.isLineString(value, true),
);

export const MultiPolygon = geojson<GeoJSON.MultiPolygon>('MultiPolygon', 'geometry: polygons with holes', (value) =>
  validation.isMultiPolygon(value, true),
);

export const FeatureCollection = geojson<GeoJSON.FeatureCollection>(
  'FeatureCollection',
  'object: features with their geometries and properties',
  (value) => validation.isFeatureCollection(value, true),
);

/**
 * A scalar that answers with a GeoJSON object as it is, and as an input takes only valid ones: of the right type, with
 * finite coordinates on the globe (which geojson-validation does not ask for).
 */
function geojson<T extends object>(name: string, what: string, findFaults: FindFaults) {
  const parse = (value: unknown): T | RefusedValue => {
    const fault = findFaults(value)?.[0] ?? findBadPosition(value);
    return fault === undefined ? (value as T) : new RefusedValue(`not a valid GeoJSON ${name} (${fault})`);
  };
  return new GraphQLScalarType<T | RefusedValue, T>({
    name,
    description: `GeoJSON ${name} ${what}. Positions are [longitude, latitude], degrees, WGS 84 (EPSG:4326).`,
    specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc7946',
    serialize: (value) => value as T,
    parseValue: parse,
    parseLiteral: (node: ValueNode, variables) => parse(valueFromASTUntyped(node, variables)),
  });
}

/** @returns what is wrong with the first position that is not on the globe; undefined where all are */
function findBadPosition(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const position: unknown[] = value;
    if (position.length >= 2 && position.every((member) => typeof member === 'number')) {
      const [lon, lat] = position;
      const onGlobe = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
      return onGlobe ? undefined : `the position [${lon}, ${lat}] is not on the globe`;
    }
    return firstFault(position);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const {coordinates, geometry, geometries, features} = value as Record<string, unknown>;
  return firstFault([coordinates, geometry, geometries, features]);
}

function firstFault(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const fault = findBadPosition(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
