import type {ApolloServerPlugin, GraphQLRequestContextDidResolveOperation} from '@apollo/server';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  type GraphQLObjectType,
  Kind,
} from 'graphql';
// the executor's own: what is weighed is what would run
import {collectFields} from 'graphql/execution/collectFields.js';
import {LimitExceeded, RoutingError} from '../routing/errors.js';
import type {Limits} from '../routing/limits.js';
import {isochroneCost, matrixCost, nearestNodeCost, routeCost} from '../routing/query-cost.js';
import type {RequestContext} from './context.js';
import {refusalFor} from './errors.js';
import type {IsochroneArgs} from './isochrone.args.js';
import type {MatrixArgs} from './matrix.args.js';
import type {NearestNodeArgs} from './nearest-node.args.js';
import {refuseBadValues} from './refused-value.js';
import type {RouteArgs} from './route.args.js';

type Weigh = (args: Record<string, unknown>, limits: Limits) => number;

/** Every query that searches, by the name of its field; the rest cost nothing. */
const weighers: Readonly<Record<string, Weigh>> = {
  route: weigher((args: RouteArgs, limits) => routeCost(args, limits)),
  nearestNode: weigher((args: NearestNodeArgs) => nearestNodeCost(args)),
  isochrone: weigher((args: IsochroneArgs, limits) => isochroneCost(args, limits)),
  matrix: weigher((args: MatrixArgs, limits) => matrixCost(args, limits)),
};

/** Weighs each request before any of it runs, tells its report, and refuses one above the maximum. */
export function costLimit(maxQueryCost: number): ApolloServerPlugin<RequestContext> {
  const hooks = {
    didResolveOperation(request: Resolved): Promise<void> {
      const routes = costOfRoutes(request);
      if (routes !== null && routes <= maxQueryCost) {
        request.contextValue.report.cost = routes;
        return Promise.resolve();
      }
      const fields = weighedFields(request);
      const cost = rounded(fields.reduce((sum, field) => sum + field.cost, 0));
      request.contextValue.report.cost = cost;
      const isTooDear = cost > maxQueryCost;
      return isTooDear ? Promise.reject(refusalFor(tooDear(fields, cost, maxQueryCost))) : Promise.resolve();
    },
  };
  return {requestDidStart: () => Promise.resolve(hooks)};
}

type Resolved = GraphQLRequestContextDidResolveOperation<RequestContext>;

interface WeighedField {
  /** As the answer names it. */
  readonly key: string;
  readonly cost: number;
}

/**
 * What a query of nothing but routes between waypoints of its variables costs, told by their numbers alone: coercing the
 * variables once more would take longer than all else here. Null for any other query. Where the waypoints are bad the
 * query will say so itself.
 */
function costOfRoutes({operation, request: {variables = {}}, contextValue: {limits}}: Resolved): number | null {
  const keys = new Set<string>();
  let cost = 0;
  for (const field of operation?.selectionSet.selections ?? []) {
    if (field.kind !== Kind.FIELD || field.name.value !== 'route' || field.directives?.length) return null;
    const value = field.arguments?.find(({name}) => name.value === 'waypoints')?.value;
    const waypoints: unknown = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    if (!Array.isArray(waypoints) || waypoints.length < 2 || waypoints.length > limits.maxWaypoints) return null;
    cost += routeCost({waypoints}, limits);
    keys.add(field.alias?.value ?? field.name.value);
  }
  // fields of one name are answered as one
  return keys.size === operation?.selectionSet.selections.length ? cost : null;
}

/** The fields of the operation's root. None where the variables are bad, and nothing for a field that will fail. */
function weighedFields({schema, document, operation, request, contextValue}: Resolved): WeighedField[] {
  if (!operation) return [];
  const root = schema.getRootType(operation.operation);
  const {coerced} = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, {
    maxErrors: 1,
  });
  if (!root || !coerced) return [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const fields = collectFields(schema, fragments, coerced, root, operation.selectionSet);
  return Array.from(fields, ([key, [node]]) => ({key, cost: costOf(node, root, coerced, contextValue.limits)}));
}

function costOf(node: FieldNode, root: GraphQLObjectType, variables: Record<string, unknown>, limits: Limits): number {
  const name = node.name.value;
  if (!Object.hasOwn(weighers, name)) return 0;
  try {
    const args = getArgumentValues(root.getFields()[name], node, variables);
    refuseBadValues(args);
    return weighers[name](args, limits);
  } catch (error) {
    // the field is going to say so itself
    if (error instanceof RoutingError || error instanceof GraphQLError) return 0;
    throw error;
  }
}

function tooDear(fields: readonly WeighedField[], cost: number, max: number): LimitExceeded {
  const dearest = fields.reduce((most, field) => (field.cost > most.cost ? field : most));
  const share = fields.length === 1 ? '' : `, ${rounded(dearest.cost)} of it for \`${dearest.key}\``;
  return new LimitExceeded('maxQueryCost', max, `The query would cost ${cost}${share}; at most ${max} is allowed.`);
}

function weigher<Args>(weigh: (args: Args, limits: Limits) => number): Weigh {
  return (args, limits) => weigh(args as Args, limits);
}

function rounded(cost: number): number {
  return Math.round(cost * 10) / 10;
}
