import type {
  Answers,
  CostsAsk,
  Path,
  PathAsk,
  ReachAsk,
  RoutingEngine,
  SnapAnswer,
  SnapAsk,
} from '../../../routing/engine.js';
import type {ProfileName} from '../../../profiles/profile.js';
import type {Objective} from '../../../routing/cost.js';
import {RoutingError} from '../../../routing/errors.js';
import type {HierarchySearches} from '../hierarchy-searches.js';
import type {SearchSpaces} from '../search-space.js';
import type {SearchThreads} from './search-threads.js';

/** A matrix of so many cells holds up whoever searches it for milliseconds: in Porto 2, in a city ten times as large 11. */
const LONG_CELLS = 2500;

/** So does a search that reaches so many places, from 1 ms on, and up to 100 where it reaches a million. */
const WIDE_PLACES = 4000;

interface Beside {
  readonly threads: SearchThreads;
  readonly spaces: SearchSpaces;
  /** Of the network that all of them search. */
  readonly version: string;
  /** Hears of each search that threads have done. */
  readonly onSearched: (operation: 'paths' | 'costs' | 'reach', profile: ProfileName, objective: Objective) => void;
}

/**
 * The engine, but that threads take its large batches and its long searches. Paths and matrices without a hierarchy stay
 * with the engine: they may take very long, and it gives them up as soon as nobody waits any more.
 */
export function searchBeside(engine: RoutingEngine, {threads, spaces, version, onSearched}: Beside): RoutingEngine {
  async function snap(asks: readonly SnapAsk[]): Promise<Answers<SnapAnswer> | null> {
    if (!asks.every(({profile}) => spaces.has(profile))) return null;
    const candidates = await threads.snap(asks);
    return candidates && candidates.map((points) => ({version, points}));
  }

  async function paths(asks: readonly PathAsk[]): Promise<Answers<Path> | null> {
    const searches: HierarchySearches[] = [];
    for (const ask of asks) {
      const found = searchesFor(ask);
      if (found === null) return null;
      searches.push(found);
    }
    const ways = await threads.ways(asks);
    return (
      ways &&
      ways.map((way, place) => {
        onSearched('paths', asks[place].profile, asks[place].objective);
        return way instanceof RoutingError ? way : searches[place].pathOf(way);
      })
    );
  }

  /** null for what is not to be searched by a hierarchy of this network. */
  function searchesFor({version: asked, profile, objective}: PathAsk | CostsAsk): HierarchySearches | null {
    return asked === version && spaces.has(profile) ? spaces.of(profile).searchesFor(objective) : null;
  }

  function isLong(ask: CostsAsk): boolean {
    return ask.origins.length * ask.destinations.length >= LONG_CELLS && searchesFor(ask) !== null;
  }

  function isWide({version: asked, profile, measure, budget, origins}: ReachAsk): boolean {
    if (asked !== version || !spaces.has(profile)) return false;
    const units = measure === 'seconds' ? 1000 : 100;
    return (
      spaces
        .of(profile)
        .spreadOf(measure)
        .expected(budget * units, origins.length) >= WIDE_PLACES
    );
  }

  async function costs(ask: CostsAsk) {
    const found = await threads.costs(ask);
    if (found) onSearched('costs', ask.profile, ask.objective);
    return found;
  }

  async function reach(ask: ReachAsk) {
    const found = await threads.reach(ask);
    if (found) onSearched('reach', ask.profile, ask.measure === 'seconds' ? 'FASTEST' : 'SHORTEST');
    return found;
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
    costs: (asks, signal) =>
      asks.some(isLong)
        ? eachOf(asks, signal, isLong, costs, (own) => engine.costs(own, signal))
        : engine.costs(asks, signal),
    reach: (asks, signal) =>
      asks.some(isWide)
        ? eachOf(asks, signal, isWide, reach, (own) => engine.reach(own, signal))
        : engine.reach(asks, signal),
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

/** Each ask by itself: the long ones by threads, the others, and what threads do not answer, by the engine. */
function eachOf<Ask, Answer>(
  asks: readonly Ask[],
  signal: AbortSignal,
  isLong: (ask: Ask) => boolean,
  beside: (ask: Ask) => Promise<Answer | RoutingError | null>,
  engine: (asks: readonly Ask[]) => Promise<Answers<Answer>>,
): Promise<Answers<Answer>> {
  return Promise.all(
    asks.map((ask) => {
      const here = async () => (await engine([ask]))[0];
      return isLong(ask) ? besideOr(beside(ask), signal, here) : here();
    }),
  );
}
