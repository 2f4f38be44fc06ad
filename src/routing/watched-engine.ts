import type {RoutingEngine} from './engine.js';

/** A verb of the port that asks the network something. */
export type EngineVerb = Exclude<keyof RoutingEngine, 'name' | 'close'>;

/** How a call of the engine ended: with its answers (`edges` and `network` give a whole), or with what it rejected with. */
export type CallEnd = {readonly answers: readonly unknown[]} | {readonly error: unknown};

/**
 * Hears of a call when it starts.
 * @param asks how many asks it holds; `edges` and `network` count as one
 * @returns    hears of its end
 */
export type EngineWatcher = (verb: EngineVerb, asks: number, signal: AbortSignal) => (end: CallEnd) => void;

/** The same engine, each of whose calls `watch` hears of. What goes in and comes out is not touched. */
export function watchedEngine(engine: RoutingEngine, watch: EngineWatcher): RoutingEngine {
  const watched = async <Answer>(
    verb: EngineVerb,
    asks: number,
    signal: AbortSignal,
    call: () => Promise<Answer>,
  ): Promise<Answer> => {
    const ended = watch(verb, asks, signal);
    try {
      const answer = await call();
      ended({answers: isAnswers(verb, answer) ? answer : [answer]});
      return answer;
    } catch (error) {
      ended({error});
      throw error;
    }
  };

  return {
    name: engine.name,
    network: (signal) => watched('network', 1, signal, () => engine.network(signal)),
    snap: (asks, signal) => watched('snap', asks.length, signal, () => engine.snap(asks, signal)),
    nearestNodes: (asks, signal) =>
      watched('nearestNodes', asks.length, signal, () => engine.nearestNodes(asks, signal)),
    paths: (asks, signal) => watched('paths', asks.length, signal, () => engine.paths(asks, signal)),
    costs: (asks, signal) => watched('costs', asks.length, signal, () => engine.costs(asks, signal)),
    reach: (asks, signal) => watched('reach', asks.length, signal, () => engine.reach(asks, signal)),
    edgesWithin: (asks, signal) => watched('edgesWithin', asks.length, signal, () => engine.edgesWithin(asks, signal)),
    edges: (version, ids, signal) => watched('edges', 1, signal, () => engine.edges(version, ids, signal)),
    tiles: (asks, signal) => watched('tiles', asks.length, signal, () => engine.tiles(asks, signal)),
    close: () => engine.close(),
  };
}

function isAnswers(verb: EngineVerb, answer: unknown): answer is readonly unknown[] {
  return verb !== 'network' && verb !== 'edges' && Array.isArray(answer);
}
