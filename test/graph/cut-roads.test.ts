import {buildNetwork, EmptyNetwork} from '../../src/graph/build-network.js';
import {Drops} from '../../src/graph/drops.js';
import {edgesOf} from './best-paths.js';
import {draw, type DrawnRoad, drawnSource, driver, idOf, restriction, rider} from './drawn-roads.js';

const letters = (ids: Float64Array) => String.fromCodePoint(...ids);

test('roads are cut where they share a vertex, and nowhere else', async () => {
  const town = await draw({
    map: ['abcd', '  e '],
    roads: [
      {id: 'street', nodes: 'abcd'},
      {id: 'lane', nodes: 'ce'},
    ],
  });
  expect(letters(town.nodes.sourceId)).toBe('acde');
  expect(edgesOf(town, 'street').length).toBe(2);
  expect(edgesOf(town, 'lane').length).toBe(1);
  expect(town.edges.firstVertex[1]).toBe(3);
});

test('a road is cut where it comes by its own vertex again', async () => {
  const town = await draw({roads: [{id: 'knot', nodes: 'abcdbe'}]});
  expect(letters(town.nodes.sourceId)).toBe('abe');
  expect(Array.from(town.edges.source)).toEqual([0, 1, 1]);
  expect(Array.from(town.edges.target)).toEqual([1, 1, 2]);
});

test('a road is cut at the node of a restriction', async () => {
  const restrictions = [restriction('no_u_turn', 'street', 'b', 'street')];
  const town = await draw({roads: [{id: 'street', nodes: 'abc'}], restrictions});
  expect(town.edges.count).toBe(2);
});

test('vertices that follow on themselves are one, and a road of one place is dropped with its id', async () => {
  const town = await draw({
    roads: [
      {id: 'ab', nodes: 'aabbb'},
      {id: 'dot', nodes: 'cc'},
    ],
  });
  expect(town.edges.count).toBe(1);
  expect(Array.from(town.edges.firstVertex)).toEqual([0, 2]);
  expect(town.drops.list()).toEqual([{reason: 'road of a single place', count: 1, sourceIds: ['dot']}]);
});

test('an edge between two nodes at one position is kept at 0 m and 0 s', async () => {
  const overlay = {
    map: ['ab'],
    roads: [
      {id: 'ab', nodes: 'ab'},
      {id: 'bz', nodes: 'bz'},
    ],
  };
  const source = drawnSource(overlay);
  const town = await buildNetwork(
    {
      ...source,
      roads: async function* (signal) {
        for await (const road of source.roads(signal)) {
          yield road.sourceId === 'bz' ? {...road, coordinates: Float64Array.of(0.0009, 45, 0.0009, 45)} : road;
        }
      },
    },
    {name: '', source: '', sha256: '', builtAt: ''},
    new Drops(),
    {profiles: [rider]},
  );
  const edge = edgesOf(town, 'bz')[0];
  expect(town.edges.lengthMetres[edge]).toBe(0);
  expect(town.edges.source[edge]).not.toBe(town.edges.target[edge]);
  const [graph] = town.graphs;
  const arcs = Array.from(graph.edge.keys()).filter((arc) => graph.edge[arc] === edge);
  expect(arcs.map((arc) => [graph.seconds[arc], graph.metres[arc]])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('roads that no profile may travel are dropped with their ids', async () => {
  const town = await draw({
    roads: [
      {id: 'ab', nodes: 'ab'},
      {id: 'private', nodes: 'bc', tags: {access: 'no'}},
    ],
  });
  expect(town.drops.list()).toEqual([{reason: 'road that no profile may travel', count: 1, sourceIds: ['private']}]);
  expect(town.meta.dropped).toEqual(town.drops.list());
});

test('a source without a usable road is refused by name', async () => {
  await expect(draw({roads: [{id: 'ab', nodes: 'ab', tags: {access: 'no'}}]})).rejects.toThrow(EmptyNetwork);
  await expect(draw({roads: []})).rejects.toThrow('town.osm.pbf has no road');
});

test('the time of a whole road is shared among its edges by their length, and never less than a millisecond', async () => {
  const roads: DrawnRoad[] = [
    {id: 'ferry', nodes: 'abd', tags: {seconds: '600'}},
    {id: 'pier', nodes: 'bz'},
    {id: 'fast', nodes: 'bc', tags: {kmh: '1e9'}},
  ];
  const town = await draw({map: ['abc d'], roads});
  const {
    graphs: [graph],
  } = town;
  const seconds = (id: string) =>
    edgesOf(town, id).map((edge) => graph.seconds[graph.edgeArc[graph.firstEdgeArc[edge]]]);
  expect(seconds('ferry')).toEqual([150, 450]);
  expect(seconds('fast')[0]).toBeCloseTo(0.001, 6);
});

test('an abort stops the build', async () => {
  const stop = new AbortController();
  const build = buildNetwork(
    drawnSource({roads: [{id: 'ab', nodes: 'ab'}]}),
    {name: '', source: '', sha256: '', builtAt: ''},
    new Drops(),
    {profiles: [driver], signal: stop.signal, onProgress: () => stop.abort(new Error('enough'))},
  );
  await expect(build).rejects.toThrow('enough');
});

test('each edge has its geometry, names and length', async () => {
  const town = await draw({
    map: ['abc'],
    roads: [{id: '7', nodes: 'abc', tags: {name: 'Rua do Ouro', ref: 'N 1', highway: 'primary'}}],
  });
  const {edges} = town;
  expect([edges.name, edges.ref, edges.sourceId].map((column) => edges.strings.get(column[0]))).toEqual([
    'Rua do Ouro',
    'N 1',
    '7',
  ]);
  expect(Array.from(edges.coordinates)).toEqual([0, 45, 0.0009, 45, 0.0018, 45]);
  // 0.0018 degrees of longitude at 45 degrees north: a cos(45) / sqrt(1 - e2 sin2(45)) metres a radian
  expect(edges.lengthMetres[0]).toBeCloseTo(141.924, 2);
  expect(town.meta.bbox).toEqual([0, 45, 0.0018, 45]);
  expect(town.index.edges.search(0.001, 44.9, 0.0011, 45.1)).toEqual([0]);
  expect(town.nodes.sourceId[town.index.nodes.neighbors(0.0017, 45, 1)[0]]).toBe(idOf('c'));
});
