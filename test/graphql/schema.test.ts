import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  print,
} from 'graphql';
import {buildGatewaySchema, printGatewaySchema} from '../../src/graphql/schema.js';
import {packageRoot} from '../../src/package-root.js';

const schema = buildGatewaySchema();

test('schema/schema.graphql is what the code prints; `npm run schema` writes it', () => {
  expect(readFileSync(join(packageRoot, 'schema', 'schema.graphql'), 'utf8')).toBe(printGatewaySchema());
});

/** What clients rely on: each field with its arguments, types and defaults. Fields may be added, never changed. */
const contract: Record<string, string[]> = {
  Query: [
    'route(waypoints: [WaypointInput!]!, profile: Profile! = CAR, objective: Objective! = FASTEST): RouteResult',
    'nearestNode(at: CoordinateInput!, profile: Profile! = CAR, count: Int! = 1, maxDistance: Float): [NearestNode!]',
    'isochrone(origins: [WaypointInput!]!, contours: [ContourInput!]!, profile: Profile! = CAR, direction: Direction! = DEPART, generalize: Float): IsochroneResult',
    'matrix(origins: [WaypointInput!]!, destinations: [WaypointInput!]!, profile: Profile! = CAR, objective: Objective! = FASTEST): Matrix',
    'network: Network!',
  ],
  CoordinateInput: ['lon: Longitude!', 'lat: Latitude!'],
  WaypointInput: ['lon: Longitude!', 'lat: Latitude!', 'radius: Float'],
  ContourInput: ['time: Float', 'distance: Float'],
  RouteResult: ['routes: [Route!]!', 'waypoints: [SnappedWaypoint!]!', 'networkVersion: ID!'],
  Route: [
    'distance: Float!',
    'duration: Float!',
    'geometry(simplify: Float): LineString!',
    'polyline(precision: Int! = 6, simplify: Float): String!',
    'bbox: [Float!]!',
    'legs: [Leg!]!',
  ],
  Leg: ['distance: Float!', 'duration: Float!', 'geometry(simplify: Float): LineString!', 'annotations: Annotations!'],
  Annotations: [
    'edgeIds: [ID!]!',
    'distance: [Float!]!',
    'duration: [Float!]!',
    'speed: [Float!]!',
    'sourceIds: [ID]!',
  ],
  SnappedWaypoint: ['location: [Float!]!', 'distance: Float!', 'edgeId: ID!', 'fraction: Float!', 'name: String'],
  NearestNode: ['id: ID!', 'location: [Float!]!', 'distance: Float!', 'sourceId: ID', 'names: [String!]!'],
  IsochroneResult: [
    'contours: [Contour!]!',
    'featureCollection: FeatureCollection!',
    'origins: [SnappedWaypoint!]!',
    'networkVersion: ID!',
  ],
  Contour: ['time: Float', 'distance: Float', 'geometry: MultiPolygon!', 'area: Float!', 'reachedLength: Float!'],
  Matrix: [
    'durations: [[Float]!]!',
    'distances: [[Float]!]!',
    'origins: [SnappedWaypoint!]!',
    'destinations: [SnappedWaypoint!]!',
    'networkVersion: ID!',
  ],
  Network: [
    'version: ID!',
    'source: String!',
    'loadedAt: DateTime!',
    'bbox: [Float!]!',
    'nodeCount: Int!',
    'edgeCount: Int!',
    'profiles: [Profile!]!',
    'attribution: String!',
  ],
};

const enums: Record<string, string[]> = {
  Profile: ['CAR', 'BICYCLE', 'FOOT'],
  Objective: ['FASTEST', 'SHORTEST'],
  Direction: ['DEPART', 'ARRIVE'],
};

test.each(Object.entries(contract))(
  '%s has the fields, arguments, types and defaults of the contract',
  (name, fields) => {
    const type = schema.getType(name);
    if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`${name} is no type with fields.`);
    const shown = fieldsOf(type).map((field) => {
      const args = 'args' in field && field.args.length > 0 ? `(${field.args.map(showArgument).join(', ')})` : '';
      return `${field.name}${args}: ${String(field.type)}`;
    });
    expect(shown).toEqual(expect.arrayContaining(fields));
  },
);

test.each(Object.entries(enums))('the enum %s has the values of the contract', (name, values) => {
  const type = schema.getType(name);
  expect(isEnumType(type) && type.getValues().map((value) => value.name)).toEqual(values);
});

test('a contour takes exactly one of its members', () => {
  expect(schema.getType('ContourInput')).toMatchObject({isOneOf: true});
  expect(printGatewaySchema()).toContain('input ContourInput @oneOf {');
});

test('every type, field, argument and value is described', () => {
  const bare = Object.values(schema.getTypeMap())
    .filter(({name}) => !name.startsWith('__'))
    .flatMap((type) => {
      const missing = type.description || type.name === 'Query' ? [] : [type.name];
      if (isEnumType(type)) return [...missing, ...undescribed(type.name, type.getValues())];
      if (!isObjectType(type) && !isInputObjectType(type)) return missing;
      const fields = fieldsOf(type);
      const args = fields.flatMap((field) =>
        'args' in field ? undescribed(`${type.name}.${field.name}`, field.args) : [],
      );
      return [...missing, ...undescribed(type.name, fields), ...args];
    });
  expect(bare).toEqual([]);
});

test('GeoJSON scalars say which RFC they follow', () => {
  for (const name of ['LineString', 'MultiPolygon', 'FeatureCollection']) {
    const type = schema.getType(name);
    expect(isScalarType(type) && type.specifiedByURL).toMatch(/rfc7946$/);
  }
});

type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

function fieldsOf(type: GraphQLObjectType | GraphQLInputObjectType): readonly AnyField[] {
  return Object.values<AnyField>(type.getFields());
}

function showArgument({name, type, defaultValue}: GraphQLArgument | GraphQLInputField): string {
  const node = astFromValue(defaultValue, type);
  return `${name}: ${String(type)}${node && defaultValue !== undefined ? ` = ${print(node)}` : ''}`;
}

function undescribed(owner: string, members: readonly {name: string; description?: string | null}[]): string[] {
  return members.filter(({description}) => !description).map(({name}) => `${owner}.${name}`);
}
