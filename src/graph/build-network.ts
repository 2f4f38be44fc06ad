import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Profile} from '../profiles/profile.js';
import {profiles as allProfiles} from '../profiles/profiles.js';
import {collectRoads} from './collect-roads.js';
import {cutRoads} from './cut-roads.js';
import type {Drops} from './drops.js';
import {ForbiddenWords} from './forbidden-words.js';
import {HierarchyBuilding} from './hierarchy/build-hierarchies.js';
import {type Hierarchy, type Weighting, weightings} from './hierarchy/hierarchy.js';
import type {NetworkMeta, RoadNetwork, SearchGraph} from './network.js';
import {restrictionWords} from './restriction-words.js';
import type {OnProgress, RoadSource} from './road.js';
import {edgesByRoadId} from './road-edges.js';
import {buildSearchGraph} from './search-graph.js';
import {buildSpatialIndex, type SpatialIndex} from './spatial-index.js';
import {travelGraph} from './travel-graph.js';
import {uTurnWords} from './u-turn-words.js';

export interface BuildOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** Who travels; every profile unless told otherwise. */
  readonly profiles?: readonly Profile[];
  /** Which weightings get a hierarchy, which makes their searches quick; default: `weightings`. */
  readonly hierarchies?: readonly Weighting[];
}

/** A source without any road that a profile may travel. */
export class EmptyNetwork extends Error {
  override readonly name = 'EmptyNetwork';
  constructor(source: string) {
    super(`${source} has no road that any profile may travel, so there is no network to build.`);
  }
}

/**
 * Builds a road network from a source: cuts its roads at their junctions, and gives each profile its search graph.
 * @param meta   what the source cannot say about itself
 * @param drops  told what is left out and why; what it has heard, from the reader too, becomes `meta.dropped`
 * @throws EmptyNetwork when there is nothing to build; what the source throws; the signal's reason when it is aborted
 */
export async function buildNetwork(
  source: RoadSource,
  meta: Pick<NetworkMeta, 'name' | 'source' | 'sha256' | 'builtAt'>,
  drops: Drops,
  options: BuildOptions = {},
): Promise<RoadNetwork> {
  const {profiles = allProfiles, onProgress = () => {}, signal = new AbortController().signal} = options;
  const roads = await collectRoads(source, profiles, drops, signal);
  if (roads.count === 0) throw new EmptyNetwork(meta.source);

  const steps = profiles.length + 3;
  let done = 0;
  onProgress('graph', done, steps, 'steps');
  // each step is a second at most for a city; between them an abort is heard and progress is drawn
  const step = async <T>(run: () => T): Promise<T> => {
    await nextTurn();
    signal.throwIfAborted();
    const result = run();
    onProgress('graph', ++done, steps, 'steps');
    return result;
  };

  const cut = await step(() => cutRoads(roads, source, profiles));
  const {travel, words} = await step(() => {
    const travel = profiles.map((profile, number) => travelGraph(roads, cut, profile, number));
    const edgesOf = edgesByRoadId(roads, cut, source.restrictions);
    return {travel, words: restrictionWords(source.restrictions, travel, cut, edgesOf, drops)};
  });
  const graphs: SearchGraph[] = [];
  const building = new HierarchyBuilding(options.hierarchies ?? weightings, {onProgress, signal});
  let index: SpatialIndex;
  let hierarchies: Hierarchy[];
  try {
    for (const [number, graph] of travel.entries()) {
      graphs.push(
        await step(() => {
          const uTurns = graph.profile.avoidsUTurns ? uTurnWords(words[number], graph) : [];
          return buildSearchGraph(graph, new ForbiddenWords([...words[number], ...uTurns], 2 * graph.edgeCount));
        }),
      );
      building.add(graphs[number]);
    }
    index = await step(() => buildSpatialIndex(cut.nodes, cut.edges));
    hierarchies = await building.finish();
  } catch (error) {
    await building.stop(error);
    throw error;
  }
  return {
    meta: {
      name: meta.name,
      source: meta.source,
      format: source.format,
      sha256: meta.sha256,
      attribution: source.attribution,
      builtAt: meta.builtAt,
      bbox: [index.edges.minX, index.edges.minY, index.edges.maxX, index.edges.maxY],
      dropped: drops.list(),
    },
    nodes: cut.nodes,
    edges: cut.edges,
    graphs,
    hierarchies,
    index,
    restrictions: source.restrictions,
  };
}
