import type {Answers} from '../../routing/engine.js';
import type {BatchNote} from './sent-statement.js';

/** One kind of search: how its asks are batched, and the statement that answers a batch. */
export interface Operation<Ask, Answer> {
  readonly name: string;
  /** How much weight one statement takes; a heavier ask goes alone. */
  readonly capacity: number;
  /** In the capacity's unit. */
  weight(ask: Ask): number;
  /** Asks of one key may share a statement. */
  key(ask: Ask): string;
  /**
   * @returns one answer an ask, in their order; an ask that fails alone has its error there
   * @throws  what ends the whole batch: RoutingError (no database, a time-out), QueryFailed, the signal's reason
   */
  run(asks: readonly Ask[], limits: StatementLimits): Promise<Answers<Answer>>;
}

/** What a statement ran its searches on: labels of the hierarchy, arcs of cells within reach, or all arcs. */
export type Searched = 'labels' | 'cells' | 'whole';

export interface StatementLimits {
  /** Aborted when nobody waits for the batch any more. */
  readonly signal: AbortSignal;
  /** What is left for the statement, milliseconds. */
  readonly deadlineMs: number;
  /** Told, once the statement is through, what it searched. */
  readonly onSearched: (searched: Searched) => void;
  readonly batch: BatchNote;
}

/** Runs a statement of sql/ by its file name. */
export type Query = <Row extends object>(
  file: string,
  values: readonly unknown[],
  limits: Omit<StatementLimits, 'onSearched'>,
) => Promise<Row[]>;
