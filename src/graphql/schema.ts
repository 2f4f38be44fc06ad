import 'reflect-metadata';
import {
  getNullableType,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  printSchema,
} from 'graphql';
import {buildSchemaSync} from 'type-graphql';
import {resolveDirectly} from './direct-resolvers.js';
// the schema has its queries in the order of these
import {LegResolver, RouteResolver} from './route.resolver.js';
import {NearestNodeResolver} from './nearest-node.resolver.js';
import {ContourResolver, IsochroneResolver} from './isochrone.resolver.js';
import {MatrixResolver} from './matrix.resolver.js';
import {NetworkResolver} from './network.resolver.js';

/** The schema that the gateway serves, built from the classes beside this file. */
export function buildGatewaySchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      RouteResolver,
      LegResolver,
      NearestNodeResolver,
      IsochroneResolver,
      ContourResolver,
      MatrixResolver,
      NetworkResolver,
    ],
    // the fields check what they are given themselves, see direct-resolvers.ts
    validate: false,
  });
  resolveDirectly(schema);
  markOneOf(schema);
  markNonNullRows(schema);
  return schema;
}

/** The schema as text, in the order in which the code declares it. */
export function printGatewaySchema(): string {
  return `# Printed from the code by \`npm run schema\`; a test fails when the two differ.\n\n${printSchema(buildGatewaySchema())}\n`;
}

/**
 * Makes an input of the classes marked `@Extensions({oneOf: true})` take exactly one member. type-graphql has no word
 * for it, and its directives on a type stay in the syntax tree, which validation does not read.
 */
function markOneOf(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type instanceof GraphQLInputObjectType && type.extensions.oneOf === true) type.isOneOf = true;
  }
}

/**
 * Makes the rows of the lists of lists marked `@Extensions({nonNullRows: true})` non-null, their cells nullable:
 * `[[Float]!]!`. type-graphql's `nullable: 'items'` means every level.
 */
function markNonNullRows(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.extensions.nonNullRows === true) field.type = withNonNullRows(field.type);
    }
  }
}

function withNonNullRows(type: GraphQLOutputType): GraphQLOutputType {
  const rows = getNullableType(type);
  if (!isListType(rows)) throw new Error(`${String(type)} has no rows.`);
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(getNullableType(rows.ofType))));
}
