import {collectRoads} from '../../src/graph/collect-roads.js';
import {type CutRoads, cutRoads} from '../../src/graph/cut-roads.js';
import {Drops} from '../../src/graph/drops.js';
import type {Heading} from '../../src/graph/heading.js';
import {restrictionWords} from '../../src/graph/restriction-words.js';
import type {RoadSource} from '../../src/graph/road.js';
import {edgesByRoadId} from '../../src/graph/road-edges.js';
import {type TravelGraph, travelGraph} from '../../src/graph/travel-graph.js';
import type {Profile} from '../../src/profiles/profile.js';

/** The builder's first steps alone: what a profile may travel, before restrictions, and the words that these forbid. */
export async function travelOf(
  source: RoadSource,
  profile: Profile,
): Promise<{travel: TravelGraph; cut: CutRoads; words: Heading[][]}> {
  const roads = await collectRoads(source, [profile], new Drops(), new AbortController().signal);
  const cut = cutRoads(roads, source, [profile]);
  const travel = travelGraph(roads, cut, profile, 0);
  const edgesOf = edgesByRoadId(roads, cut, source.restrictions);
  const [words] = restrictionWords(source.restrictions, [travel], cut, edgesOf, new Drops());
  return {travel, cut, words};
}
