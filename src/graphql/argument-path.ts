import {type ASTNode, BREAK, type DocumentNode, type GraphQLError, Kind, visit} from 'graphql';

/**
 * The argument that a validation or coercion error of GraphQL's is about.
 * @returns its path, such as `waypoints[1].lon`; undefined where the error is about something else
 */
export function findArgumentPath(document: DocumentNode, error: GraphQLError): string | undefined {
  const node = error.nodes?.[0];
  if (!node) return undefined;
  if (node.kind === Kind.VARIABLE_DEFINITION) return pathInVariable(document, node.variable.name.value, error.message);
  return isValue(node) ? pathToNode(document, (candidate) => candidate === node) : undefined;
}

/** The path of a variable's part: GraphQL names it in the message alone (`... at "points[1].lon"; ...`). */
function pathInVariable(document: DocumentNode, variable: string, message: string): string | undefined {
  const argument = pathToNode(document, (node) => node.kind === Kind.VARIABLE && node.name.value === variable);
  const inside = /at "[^".[]+([^"]*)"/.exec(message)?.[1] ?? '';
  return argument === undefined ? undefined : argument + inside;
}

/** The path, from a field's argument down, of the first such node in the document. */
function pathToNode(document: DocumentNode, isSought: (node: ASTNode) => boolean): string | undefined {
  const steps: string[] = [];
  let path: string | undefined;
  visit(document, {
    enter(node, key) {
      if (node.kind === Kind.DIRECTIVE || node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.ARGUMENT) steps.length = 0;
      steps.push(step(node, key));
      if (!isSought(node)) return undefined;
      path = steps.join('').slice(1);
      return BREAK;
    },
    leave() {
      steps.pop();
    },
  });
  return path;
}

function step(node: ASTNode, key: string | number | undefined): string {
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return `.${node.name.value}`;
  return typeof key === 'number' && isValue(node) ? `[${key}]` : '';
}

/** A value or a part of one: what a value error points at. */
function isValue(node: ASTNode): boolean {
  return node.kind === Kind.OBJECT_FIELD || node.kind === Kind.VARIABLE || /Value$/.test(node.kind);
}
