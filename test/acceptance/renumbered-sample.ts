import {openSource} from '../../loader/readers/open-source.js';
import {buildNetwork} from '../../src/graph/build-network.js';
import {Drops} from '../../src/graph/drops.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {Road} from '../../src/graph/road.js';
import {sample} from './real-city.js';

/** The sample city with its roads in the opposite order: every edge has another number. */
export async function renumberedSample(): Promise<RoadNetwork> {
  const drops = new Drops();
  const source = await openSource(sample.path, {drops});
  const roads: Road[] = [];
  for await (const road of source.roads(new AbortController().signal)) roads.push(road);
  const {format, attribution, hasNodeIds, nodeTags, restrictions} = source;
  return buildNetwork(
    {format, attribution, hasNodeIds, nodeTags, restrictions, roads: () => inTurn(roads.reverse())},
    {name: 'renumbered', source: 'renumbered.osm.pbf', sha256: 'f'.repeat(64), builtAt: '2024-01-01T00:00:00.000Z'},
    drops,
  );
}

async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
