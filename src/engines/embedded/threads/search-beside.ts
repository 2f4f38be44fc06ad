import type {Answers, Path, PathAsk, RoutingEngine, SnapAnswer, SnapAsk} from '../../../routing/engine.js';
import {RoutingError} from '../../../routing/errors.js';
import type {HierarchySearches} from '../hierarchy-searches.js';
import type {SearchSpaces} from '../search-space.js';
import type {SearchThreads} from './search-threads.js';

interface Beside {
  readonly threads: SearchThreads;
  readonly spaces: SearchSpaces;
  /** Of the network that all of them search. */
  readonly version: string;
  readonly onSearched: (operation: 'paths', searched: 'hierarchy') => void;
}

/**
 * The engine, but that threads take its large batches. Paths without a hierarchy stay with the engine: they may take
 * long, and it gives them up as soon as nobody waits any more.
 */
export function searchBeside(engine: RoutingEngine, {threads, spaces, version, onSearched}: Beside): RoutingEngine {
  async function snap(asks: readonly SnapAsk[]): Promise<Answers<SnapAnswer> | null> {
    if (!asks.every(({profile}) => spaces.has(profile))) return null;
    const candidates = await threads.snap(asks);
    return candidates && candidates.map((points) => ({version, points}));
  }

  async function paths(asks: readonly PathAsk[]): Promise<Answers<Path> | null> {
    const searches = searchesOf(asks);
    const ways = searches && (await threads.ways(asks));
    if (searches === null || ways === null) return null;
    return ways.map((way, place) => {
      onSearched('paths', 'hierarchy');
      return way instanceof RoutingError ? way : searches[place].pathOf(way);
    });
  }

  /** null where one of them is not to be searched by a hierarchy of this network. */
  function searchesOf(asks: readonly PathAsk[]): HierarchySearches[] | null {
    const all: HierarchySearches[] = [];
    for (const ask of asks) {
      if (ask.version !== version || !spaces.has(ask.profile)) return null;
      const searches = spaces.of(ask.profile).searchesFor(ask.objective);
      if (searches === null) return null;
      all.push(searches);
    }
    return all;
  }

  return {
    ...engine,
    snap: (asks, signal) =>
      threads.takeSnaps(asks)
        ? besideOr(snap(asks), signal, () => engine.snap(asks, signal))
        : engine.snap(asks, signal),
    paths: (asks, signal) =>
      threads.takePaths(asks)
        ? besideOr(paths(asks), signal, () => engine.paths(asks, signal))
        : engine.paths(asks, signal),
    async close() {
      await threads.close();
      await engine.close();
    },
  };
}

/** What threads answered, or where they did not, the engine. @throws the signal's reason, once it is aborted */
async function besideOr<Found>(
  beside: Promise<Found | null>,
  signal: AbortSignal,
  here: () => Promise<Found>,
): Promise<Found> {
  const found = await beside;
  signal.throwIfAborted();
  return found ?? here();
}
