import DataLoader from 'dataloader';
import type {Answers, EdgeRecord, RoutingEngine} from './engine.js';
import type {RoutingError} from './errors.js';

/**
 * The engine as one request sees it: what its aliases and nested fields ask at the same moment goes out as one batch a
 * verb, equal asks as one.
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

function batched<Ask extends object, Answer>(
  send: (asks: readonly Ask[]) => Promise<Answers<Answer>>,
): (asks: readonly Ask[]) => Promise<Answers<Answer>> {
  // made at the first ask, as each of these: most requests use few of the verbs
  let loader: ListLoader<readonly Ask[], Answer | RoutingError> | undefined;
  const open = () => listLoader<Ask, readonly Ask[], Answer | RoutingError>((asks) => sendEqualOnce(asks, send));
  return (asks) => (loader ??= open()).load(asks);
}

/** One list of ids a version. Engines know themselves which they are asked twice. */
function batchedEdges(
  send: (version: string, ids: Ids) => Promise<EdgeRecord[]>,
): (version: string, ids: Ids) => Promise<EdgeRecord[]> {
  const loaders = new Map<string, ListLoader<Ids, EdgeRecord>>();
  return (version, ids) => {
    let loader = loaders.get(version);
    if (!loader)
      loaders.set(version, (loader = listLoader<number, Ids, EdgeRecord>((joined) => send(version, joined))));
    return loader.load(ids);
  };
}

type Ids = readonly number[] | Int32Array;
type ListLoader<Asks, Answer> = DataLoader<Asks, Answer[]>;

/**
 * Sends the lists that are asked at the same moment as one, and gives each its own answers. It keeps none of them: what
 * is equal in one request is asked at the same moment.
 */
function listLoader<Ask, Asks extends ArrayLike<Ask>, Answer>(
  send: (asks: Asks | readonly Ask[]) => Promise<Answer[]>,
): ListLoader<Asks, Answer> {
  const sendAll = async (lists: readonly Asks[]) => {
    if (lists.length === 1) return [await send(lists[0])];
    const asks: Ask[] = [];
    for (const list of lists) for (let i = 0; i < list.length; i++) asks.push(list[i]);
    const answers = await send(asks);
    let first = 0;
    return lists.map(({length}) => answers.slice(first, (first += length)));
  };
  return new DataLoader(sendAll, {cache: false});
}

/** Asks are plain data, so their JSON tells equal ones. */
async function sendEqualOnce<Ask extends object, Answer>(
  asks: readonly Ask[],
  send: (asks: readonly Ask[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  if (asks.length === 1) return send(asks);
  const placeOf = new Map<string, number>();
  const distinct: Ask[] = [];
  const places = asks.map((ask) => {
    const key = JSON.stringify(ask);
    const known = placeOf.get(key);
    if (known !== undefined) return known;
    placeOf.set(key, distinct.length);
    return distinct.push(ask) - 1;
  });
  const answers = await send(distinct);
  return places.map((place) => answers[place]);
}
