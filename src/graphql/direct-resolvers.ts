import type {GraphQLFieldResolver, GraphQLSchema} from 'graphql';
import {GraphQLObjectType} from 'graphql';
import {getMetadataStorage} from 'type-graphql';
import type {RequestContext} from './context.js';
import {refuseBadValues} from './refused-value.js';

type Resolve = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;
type Metadata = ReturnType<typeof getMetadataStorage>;
type Handler = Metadata['queries'][number] | Metadata['fieldResolvers'][number];

/**
 * Has each field of the schema that a resolver class answers call the class's method itself, with its arguments as
 * GraphQL coerced them. type-graphql's own way to it makes each argument an instance of its class, of which nothing here
 * makes use, and waits a promise for its check: together several times what a field like `polyline` takes, and after it
 * GraphQL waits for the whole object.
 * @param schema as type-graphql built it last
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const {queries, fieldResolvers, objectTypes} = getMetadataStorage();
  const queryType = schema.getQueryType();
  for (const query of queries) setResolve(queryType, query.schemaName, directCall(query));
  for (const field of fieldResolvers) {
    if (field.kind !== 'external') continue;
    const target = field.getObjectType?.();
    const owner = objectTypes.find((type) => type.target === target);
    setResolve(owner && schema.getType(owner.name), field.schemaName, directCall(field));
  }
}

function setResolve(type: unknown, name: string, resolve: Resolve): void {
  const field = type instanceof GraphQLObjectType ? type.getFields()[name] : undefined;
  if (!field) throw new Error(`The schema has no field ${name} where its resolver says.`);
  field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
}

function directCall({target, methodName, params}: Handler): Resolve {
  const resolver = new (target as new () => Record<string, (...values: unknown[]) => unknown>)();
  const kinds = [...(params ?? [])].sort((one, other) => one.index - other.index).map(({kind}) => kind);
  const order = kinds.join(' ');
  switch (order) {
    case 'context':
      return (_root, _args, context) => resolver[methodName](context);
    case 'args context':
      return (_root, args, context) => resolver[methodName](checked(args), context);
    case 'root context':
      return (root, _args, context) => resolver[methodName](root, context);
    case 'root args':
      return (root, args) => resolver[methodName](root, checked(args));
    case 'root args context':
      return (root, args, context) => resolver[methodName](root, checked(args), context);
    default:
      throw new Error(`${methodName} takes "${order}", which nobody has called directly yet.`);
  }
}

function checked(args: Record<string, unknown>): Record<string, unknown> {
  refuseBadValues(args);
  return args;
}
