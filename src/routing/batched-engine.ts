import DataLoader from 'dataloader';
import type {Answers, EdgeRecord, RoutingEngine} from './engine.js';
import type {RoutingError} from './errors.js';

/**
 * The engine as one request sees it: what its aliases and nested fields ask at the same moment goes out as one batch a
 * verb, equal asks as one; the answers of a request stay known to its end and no longer.
 * @param signal the request's own, for everything it asks; those of the single calls are not heard
 */
export function requestEngine(engine: RoutingEngine, signal: AbortSignal): RoutingEngine {
  return {
    name: engine.name,
    network: once(() => engine.network(signal)),
    snap: batched((asks) => engine.snap(asks, signal)),
    nearestNodes: batched((asks) => engine.nearestNodes(asks, signal)),
    paths: batched((asks) => engine.paths(asks, signal)),
    costs: batched((asks) => engine.costs(asks, signal)),
    reach: batched((asks) => engine.reach(asks, signal)),
    edgesWithin: batched((asks) => engine.edgesWithin(asks, signal)),
    edges: batchedEdges((version, ids) => engine.edges(version, ids, signal)),
    tiles: batched((asks) => engine.tiles(asks, signal)),
    close: () => engine.close(),
  };
}

function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => (answer ??= ask());
}

/** Asks are plain data, so their JSON tells equal ones. */
function batched<Ask extends object, Answer>(
  send: (asks: readonly Ask[]) => Promise<Answers<Answer>>,
): (asks: readonly Ask[]) => Promise<Answers<Answer>> {
  // boxed: an error is an answer here, which DataLoader would turn into a rejection
  const loader = new DataLoader<Ask, {readonly answer: Answer | RoutingError}, string>(
    async (asks) => (await send(asks)).map((answer) => ({answer})),
    {cacheKeyFn: (ask) => JSON.stringify(ask)},
  );
  return async (asks) => (await Promise.all(asks.map((ask) => loader.load(ask)))).map(({answer}) => answer);
}

interface EdgesAsk {
  readonly version: string;
  readonly ids: readonly number[] | Int32Array;
}

/** Asks are sent as one list of ids a version, each id once. */
function batchedEdges(
  send: (version: string, ids: readonly number[]) => Promise<EdgeRecord[]>,
): (version: string, ids: EdgesAsk['ids']) => Promise<EdgeRecord[]> {
  const loader = new DataLoader<EdgesAsk, EdgeRecord[]>(
    async (asks) => {
      const byVersion = new Map<string, Promise<Map<number, EdgeRecord>>>();
      for (const {version} of asks) {
        if (byVersion.has(version)) continue;
        const ids = new Set(asks.flatMap((ask) => (ask.version === version ? [...ask.ids] : [])));
        byVersion.set(
          version,
          send(version, [...ids]).then((edges) => new Map(edges.map((edge) => [edge.id, edge]))),
        );
      }
      return Promise.all(asks.map(async ({version, ids}) => pick(await byVersion.get(version), ids)));
    },
    {cache: false},
  );
  return (version, ids) => loader.load({version, ids});
}

function pick(edges: ReadonlyMap<number, EdgeRecord> | undefined, ids: EdgesAsk['ids']): EdgeRecord[] {
  return Array.from(ids, (id) => {
    const edge = edges?.get(id);
    if (!edge) throw new Error(`Edge ${id} was asked for and did not come.`);
    return edge;
  });
}
