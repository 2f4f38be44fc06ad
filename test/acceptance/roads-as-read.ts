import {openSource} from '../../loader/readers/open-source.js';
import {collectRoads} from '../../src/graph/collect-roads.js';
import {cutRoads} from '../../src/graph/cut-roads.js';
import {Drops} from '../../src/graph/drops.js';
import {type TravelGraph, travelGraph} from '../../src/graph/travel-graph.js';
import {profiles} from '../../src/profiles/profiles.js';
import type {CityFile} from './real-city.js';

/** The roads of a file as each profile may travel them, before any restriction; edges are numbered as in its network. */
export async function roadsAsRead({path}: CityFile): Promise<TravelGraph[]> {
  const source = await openSource(path, {drops: new Drops()});
  const roads = await collectRoads(source, profiles, new Drops(), new AbortController().signal);
  const cut = cutRoads(roads, source, profiles);
  return profiles.map((profile, number) => travelGraph(roads, cut, profile, number));
}
