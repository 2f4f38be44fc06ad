import {maxAliasesRule} from '@escape.tech/graphql-armor-max-aliases';
import {maxDepthRule} from '@escape.tech/graphql-armor-max-depth';
import type {ValidationContext, ValidationRule} from 'graphql';
import {LimitExceeded} from '../routing/errors.js';
import {refusalFor} from './errors.js';

export interface DocumentLimits {
  /** Fields within fields; fragments do not count, nor what stands under `__schema`. */
  readonly maxQueryDepth: number;
  /** As the fields would be answered: those of a fragment count wherever it is spread. */
  readonly maxQueryAliases: number;
}

/** What a document may hold whatever its variables are; a document that was found valid is not looked at again. */
export function documentLimits({maxQueryDepth, maxQueryAliases}: DocumentLimits): ValidationRule[] {
  const deep = `The query has fields more than ${maxQueryDepth} levels deep.`;
  const many = `The query has more than ${maxQueryAliases} aliases.`;
  return [
    maxDepthRule({
      n: maxQueryDepth,
      flattenFragments: true,
      ...refusing(new LimitExceeded('maxQueryDepth', maxQueryDepth, deep)),
    }),
    maxAliasesRule({n: maxQueryAliases, ...refusing(new LimitExceeded('maxQueryAliases', maxQueryAliases, many))}),
  ];
}

/** Reports the limit as a validation error; what these rules throw otherwise would be a fault of the server's. */
function refusing(limit: LimitExceeded) {
  return {
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => context?.reportError(refusalFor(limit))],
  };
}
