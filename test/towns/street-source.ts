import {buildNetwork} from '../../src/graph/build-network.js';
import {Drops} from '../../src/graph/drops.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {Road, TurnRestriction} from '../../src/graph/road.js';
import type {Tags} from '../../src/profiles/profile.js';
import type {Position} from '../../src/routing/engine.js';

/** A road of a test's town. */
export interface Street {
  readonly name: string;
  /** Positions in order; a number for each says which are one place. */
  readonly nodes: readonly number[];
  readonly positions: readonly Position[];
  readonly tags?: Tags;
}

/** The network of some streets: residential roads, unless their tags say otherwise. */
export function networkOf(
  streets: readonly Street[],
  restrictions: readonly TurnRestriction[] = [],
): Promise<RoadNetwork> {
  const roads = streets.map(({name, nodes, positions, tags}): Road => ({
    sourceId: name,
    tags: {highway: 'residential', name, ...tags},
    coordinates: Float64Array.from(positions.flat()),
    nodeIds: Float64Array.from(nodes),
  }));
  return buildNetwork(
    {
      format: 'osm-pbf',
      attribution: 'drawn by a test',
      hasNodeIds: true,
      roads: () => inTurn(roads),
      nodeTags: new Map(),
      restrictions,
    },
    {name: 'town', source: 'town', sha256: '0'.repeat(64), builtAt: '2024-01-01T00:00:00.000Z'},
    new Drops(),
  );
}

async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
