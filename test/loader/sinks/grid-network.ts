import {createHash} from 'node:crypto';
import {Readable} from 'node:stream';
import {buildNetwork} from '../../../src/graph/build-network.js';
import {Drops} from '../../../src/graph/drops.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import type {Road, RoadSource, TurnRestriction} from '../../../src/graph/road.js';

/**
 * A town of `size` by `size` crossings, 0.001 degrees apart, with a street along each row and column, and one turn
 * that is forbidden. Towns of equal size and seed are equal.
 */
export function gridNetwork(size: number, seed = 'town'): Promise<RoadNetwork> {
  const place = (row: number, column: number) => 1_000 + row * size + column;
  const roads: Road[] = [];
  for (let line = 0; line < size; line++) {
    for (const along of ['row', 'column'] as const) {
      const nodes = Array.from({length: size}, (_, i) => (along === 'row' ? [line, i] : [i, line]));
      roads.push({
        sourceId: `${along === 'row' ? 1 : 2}${String(line).padStart(4, '0')}`,
        tags: {highway: 'residential', name: `${along} ${line}`, ...(line === 0 ? {ref: 'A 1'} : {})},
        coordinates: Float64Array.from(nodes.flatMap(([row, column]) => [-8.6 + column / 1000, 41.1 + row / 1000])),
        nodeIds: Float64Array.from(nodes.map(([row, column]) => place(row, column))),
      });
    }
  }
  const restrictions: TurnRestriction[] = [
    {sourceId: '77', tags: {restriction: 'no_left_turn'}, from: ['10001'], to: ['20001'], via: {node: place(1, 1)}},
  ];
  const source: RoadSource = {
    format: 'geojson',
    attribution: 'drawn by a test',
    hasNodeIds: true,
    roads: () => Readable.from(roads) as AsyncIterable<Road>,
    nodeTags: new Map(),
    restrictions,
  };
  const sha256 = createHash('sha256').update(`${size} ${seed}`).digest('hex');
  return buildNetwork(
    source,
    {name: seed, source: `${seed}.geojson`, sha256, builtAt: '2024-05-01T00:00:00Z'},
    new Drops(),
  );
}
