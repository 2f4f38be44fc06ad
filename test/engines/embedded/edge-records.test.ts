import {EdgeRecords} from '../../../src/engines/embedded/edge-records.js';
import {networkOf} from '../../towns/street-source.js';

const streets = Array.from({length: 6}, (_, i) => ({
  name: `street ${i}`,
  nodes: [i, i + 1],
  positions: [i, i + 1].map((node) => [-30 + 0.001 * node, 45 + 0.0001 * (node % 2)] as const),
}));

test('records of edges are the same however few of them are kept', async () => {
  const network = await networkOf(streets);
  const few = new EdgeRecords(network, 2);
  const many = new EdgeRecords(network);
  for (const id of [0, 1, 2, 1, 5, 5, 4, 3, 0]) {
    const edge = few.get(id);
    const {name, ref, roadClass, coordinates, sourceId, source, target, lengthMetres, speedKmh, features} = edge;
    expect(many.get(id)).toMatchObject({
      ...{id, name, ref, roadClass, coordinates, sourceId, source, target, lengthMetres, speedKmh, features},
    });
    expect(edge).toMatchObject({id, coordinates: network.edges.coordinates.slice(4 * id, 4 * id + 4)});
  }
  expect(many.get(3)).toBe(many.get(3));
});

test.each([-1, 6, 1.5, NaN])('an edge %d that the network does not have is no record', async (id) => {
  const records = new EdgeRecords(await networkOf(streets));
  records.get(0);
  expect(() => records.get(id)).toThrow(RangeError);
});
