import type {Answers, RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';

/** The engine, with a note of every network version that it answered in. */
export function witnessedEngine(engine: RoutingEngine, seen: Set<string>): RoutingEngine {
  const note = <Answer extends {readonly version: string}>(answers: Answers<Answer>): Answers<Answer> => {
    for (const answer of answers) {
      if (!(answer instanceof RoutingError)) seen.add(answer.version);
    }
    return answers;
  };
  return {
    ...engine,
    close: () => engine.close(),
    async network(signal) {
      const info = await engine.network(signal);
      seen.add(info.version);
      return info;
    },
    // the later verbs are asked in a version that one of these named
    snap: async (asks, signal) => note(await engine.snap(asks, signal)),
    nearestNodes: async (asks, signal) => note(await engine.nearestNodes(asks, signal)),
  };
}
