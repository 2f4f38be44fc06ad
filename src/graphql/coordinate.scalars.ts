import {GraphQLScalarType, Kind, type ValueNode} from 'graphql';
import {GraphQLLatitude, GraphQLLongitude} from 'graphql-scalars';
import {RefusedValue} from './refused-value.js';

/** Degrees east, a number in every answer and after every input. */
export const Longitude = degrees(
  GraphQLLongitude,
  180,
  'Degrees of longitude on WGS 84 (EPSG:4326), east positive, -180 to 180. An input may also be a string: decimal ' +
    'degrees, or degrees, minutes and seconds such as "8°36\'39\\"W".',
);

/** Degrees north, a number in every answer and after every input. */
export const Latitude = degrees(
  GraphQLLatitude,
  90,
  'Degrees of latitude on WGS 84 (EPSG:4326), north positive, -90 to 90. An input may also be a string: decimal ' +
    'degrees, or degrees, minutes and seconds such as "41°8\'46\\"N".',
);

/** What the scalars of graphql-scalars keep of a degree: eight decimal digits, a millimetre. */
const PRECISION = 1e8;

/**
 * The scalar of graphql-scalars, which refuses whole-number literals (`lon: 24`) and fails the whole document for a
 * value out of range: here the one is accepted and the other fails its field alone.
 */
function degrees(
  base: GraphQLScalarType,
  most: number,
  description: string,
): GraphQLScalarType<number | RefusedValue, number> {
  const parse = (value: unknown): number | RefusedValue => {
    // nearly all values are such, and the scalar takes some microseconds to come to the same
    if (typeof value === 'number' && Math.abs(value) <= most) return Math.round(value * PRECISION) / PRECISION;
    try {
      return base.parseValue(value) as number;
    } catch (error) {
      return new RefusedValue(error instanceof Error ? error.message : String(error));
    }
  };
  return new GraphQLScalarType<number | RefusedValue, number>({
    name: base.name,
    description,
    serialize: (value) => base.serialize(value) as number,
    parseValue(value) {
      return typeof value === 'number' || typeof value === 'string' ? parse(value) : (base.parseValue(value) as number);
    },
    parseLiteral(node: ValueNode, variables) {
      const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
      if (isNumber) return parse(Number(node.value));
      return node.kind === Kind.STRING ? parse(node.value) : (base.parseLiteral(node, variables) as number);
    },
    extensions: base.extensions,
  });
}
