import type {RoadNetwork} from '../../graph/network.js';
import type {ProfileName} from '../../profiles/profile.js';
import type {Objective} from '../../routing/cost.js';
import type {
  Answers,
  CostsAsk,
  EdgesWithinAsk,
  NearestNodesAsk,
  PathAsk,
  ReachAsk,
  RoutingEngine,
  SnapAsk,
  TileAsk,
} from '../../routing/engine.js';
import {NetworkUnavailable, RoutingError} from '../../routing/errors.js';
import {findCosts} from './costs.js';
import {Deadline} from './deadline.js';
import {EdgeRecords} from './edge-records.js';
import {edgesWithin} from './edges-within.js';
import {networkInfo} from './network-info.js';
import {NodeRoads} from './node-roads.js';
import {findPath} from './paths.js';
import {findReach} from './reach.js';
import {type SearchSpace, SearchSpaces} from './search-space.js';
import {nearestNodes} from './nearest-nodes.js';
import {snapPoint} from './snap.js';
import {searchBeside} from './threads/search-beside.js';
import {SearchThreads} from './threads/search-threads.js';
import {drawTile} from './tile.js';
import {Turns} from './turns.js';

export interface EmbeddedEngineOptions {
  /** An ask that searches for longer is answered with a Timeout, milliseconds; default: no limit. */
  readonly queryTimeoutMs?: number;
  /** A batch that waits for its turn for longer is refused with Overloaded, milliseconds; default: no limit. */
  readonly longestWaitMs?: number;
  /** Hears of each search, and what it runs on: the hierarchy of its weighting, or all arcs where there is none. */
  readonly onSearched?: (operation: 'paths' | 'costs' | 'reach', searched: 'hierarchy' | 'whole') => void;
  /** Threads for long searches and large batches, where they can map the network's file; default: none. */
  readonly searchThreads?: number;
  /** Whether requests wait for this thread; while none does, it searches batches itself. Default: they always do. */
  readonly othersWait?: () => boolean;
  /** Hears, once, why they search no more: all is searched on this thread from then on. */
  readonly onThreadsFailed?: (error: unknown) => void;
  /** A clock that never goes back, milliseconds. */
  readonly now?: () => number;
}

/** How long a batch may answer its asks in one piece before others get their turn, milliseconds. */
const LONGEST_PIECE = 1;

/**
 * The engine that searches a network in this process. Asks are answered one after another; a batch of many gives others
 * their turn in between, and the event loop its own, so that it does not hold up the rest of the process.
 */
export function openEmbeddedEngine(
  network: RoadNetwork,
  {
    queryTimeoutMs = Infinity,
    longestWaitMs = Infinity,
    onSearched = () => {},
    searchThreads = 0,
    othersWait = () => true,
    onThreadsFailed = () => {},
    now = () => performance.now(),
  }: EmbeddedEngineOptions = {},
): RoutingEngine {
  const info = networkInfo(network);
  const nodeRoads = new NodeRoads(network);
  const records = new EdgeRecords(network);
  const spaces = new SearchSpaces(network, records);
  const turns = new Turns(now, longestWaitMs);

  function requireVersion(version: string): void {
    if (version !== info.version) throw new NetworkUnavailable(`The network version ${version} is not loaded.`);
  }

  function spaceFor(operation: 'paths' | 'costs' | 'reach', profile: ProfileName, objective: Objective): SearchSpace {
    const space = spaces.of(profile);
    onSearched(operation, space.searchesFor(objective) === null ? 'whole' : 'hierarchy');
    return space;
  }

  async function answerEach<Ask extends object, Answer>(
    asks: readonly Ask[],
    signal: AbortSignal,
    answer: (ask: Ask, deadline: Deadline) => Answer | RoutingError | Promise<Answer>,
  ): Promise<Answers<Answer>> {
    const answers: Answers<Answer> = [];
    const answerNext = () => {
      const ask = asks[answers.length];
      return attempt(() => {
        if ('version' in ask) requireVersion(String(ask.version));
        return answer(ask, new Deadline(queryTimeoutMs, now));
      });
    };
    while (answers.length < asks.length) {
      const last = await turns.run(signal, () => {
        const end = now() + LONGEST_PIECE;
        for (;;) {
          const answered = answerNext();
          if (answered instanceof Promise || answers.length + 1 === asks.length || now() >= end) return answered;
          answers.push(answered);
        }
      });
      answers.push(last);
    }
    return answers;
  }

  const engine: RoutingEngine = {
    name: 'embedded',
    network: () => Promise.resolve(info),
    snap: (asks: readonly SnapAsk[], signal) =>
      answerEach(asks, signal, ({profile, points}, deadline) => ({
        version: info.version,
        points: points.map((point) => {
          deadline.check();
          return snapPoint(network, spaces.graphOf(profile), point.position, point.radiusMetres);
        }),
      })),
    nearestNodes: (asks: readonly NearestNodesAsk[], signal) =>
      answerEach(asks, signal, (ask) => ({
        version: info.version,
        nodes: nearestNodes(network, nodeRoads, spaces.graphOf(ask.profile), ask),
      })),
    paths: (asks: readonly PathAsk[], signal) =>
      answerEach(asks, signal, (ask, deadline) =>
        findPath(spaceFor('paths', ask.profile, ask.objective), ask, deadline),
      ),
    costs: (asks: readonly CostsAsk[], signal) =>
      answerEach(asks, signal, (ask, deadline) =>
        findCosts(spaceFor('costs', ask.profile, ask.objective), ask, deadline, () => turns.next(signal)),
      ),
    reach: (asks: readonly ReachAsk[], signal) =>
      answerEach(asks, signal, (ask, deadline) => {
        const objective = ask.measure === 'seconds' ? 'FASTEST' : 'SHORTEST';
        return findReach(spaceFor('reach', ask.profile, objective), ask, deadline);
      }),
    edgesWithin: (asks: readonly EdgesWithinAsk[], signal) =>
      answerEach(asks, signal, (ask) => edgesWithin(network, spaces.graphOf(ask.profile), ask.bbox)),
    edges: (version, ids, signal) =>
      turns.run(signal, () => {
        requireVersion(version);
        return records.all(ids);
      }),
    tiles: (asks: readonly TileAsk[], signal) =>
      answerEach(asks, signal, (ask, deadline) =>
        drawTile(network, ask, () => {
          deadline.check();
          return turns.next(signal);
        }),
      ),
    close: () => Promise.resolve(),
  };
  const {mappedFile: file} = network;
  if (searchThreads === 0 || file === undefined) return engine;
  const threads = SearchThreads.open({
    file,
    version: info.version,
    timeoutMs: queryTimeoutMs,
    longestWaitMs,
    count: searchThreads,
    othersWait,
    onFailed: onThreadsFailed,
  });
  return threads === null
    ? engine
    : searchBeside(engine, {threads, spaces, version: info.version, onSearched: spaceFor});
}

/** An error that a client may see is the answer of its ask alone; anything else is a fault and rejects the batch. */
function attempt<Answer>(
  answer: () => Answer | RoutingError | Promise<Answer>,
): Answer | RoutingError | Promise<Answer | RoutingError> {
  try {
    const answered = answer();
    return answered instanceof Promise ? answered.catch(clientsError) : answered;
  } catch (error) {
    return clientsError(error);
  }
}

function clientsError(error: unknown): RoutingError {
  if (error instanceof RoutingError) return error;
  throw error;
}
