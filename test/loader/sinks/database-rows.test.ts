import {writeToDatabase} from '../../../loader/sinks/database.js';
import {inspectDatabase} from '../../../loader/sinks/database/inspect.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {networkStatistics} from '../../../src/graph/network-statistics.js';
import {roadClasses} from '../../../src/profiles/road-class.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {gridNetwork} from './grid-network.js';

let database: TestDatabase;
let network: RoadNetwork;

beforeAll(async () => {
  database = await createDatabase();
  network = await gridNetwork(7);
  await writeToDatabase(network, {
    adminUrl: database.adminUrl,
    statistics: networkStatistics(network),
    report: {seconds: 12},
  });
});

afterAll(() => database.drop());

test('every node stands in the database as it was built', async () => {
  const rows = await database.query<{id: number; source_id: string; profiles: number; lon: number; lat: number}>(
    'SELECT id, source_id, profiles, ST_X(geom) AS lon, ST_Y(geom) AS lat FROM node ORDER BY id',
  );
  const {count, lon, lat, sourceId} = network.nodes;
  expect(rows).toEqual(
    Array.from({length: count}, (_, id) => ({
      id,
      source_id: String(sourceId[id]),
      profiles: 7,
      lon: lon[id],
      lat: lat[id],
    })),
  );
});

test('every edge stands in the database as it was built', async () => {
  const rows = await database.query(
    `SELECT id, source, target, length_metres, name, ref, class, speed_kmh, source_id, features, component,
            ST_AsGeoJSON(geom, 15)::jsonb -> 'coordinates' AS line, ST_SRID(geom) AS srid
       FROM edge ORDER BY id`,
  );
  const {edges, graphs} = network;
  expect(rows).toEqual(
    Array.from({length: edges.count}, (_, id) => ({
      id,
      source: edges.source[id],
      target: edges.target[id],
      length_metres: edges.lengthMetres[id],
      name: edges.strings.get(edges.name[id]),
      ref: edges.strings.get(edges.ref[id]),
      class: roadClasses[edges.roadClass[id]],
      speed_kmh: edges.speedKmh[id],
      source_id: edges.strings.get(edges.sourceId[id]),
      features: edges.features[id],
      component: graphs.map(({component}) => component[id]),
      line: Array.from({length: edges.firstVertex[id + 1] - edges.firstVertex[id]}, (_, i) => {
        const vertex = 2 * (edges.firstVertex[id] + i);
        return [edges.coordinates[vertex], edges.coordinates[vertex + 1]];
      }),
      srid: 4326,
    })),
  );
});

test("every profile's arcs stand in the database as they were built, to the millisecond and centimetre", async () => {
  const rows = await database.query(
    `SELECT profile, id, tail, head, round(seconds * 1000)::integer AS ms, round(metres * 100)::integer AS cm, edge,
            forward, departs
       FROM arc ORDER BY profile, id`,
  );
  const expected = network.graphs.flatMap((graph, profile) =>
    Array.from({length: graph.arcCount}, (_, id) => ({
      profile,
      id,
      tail: graph.tail[id],
      head: graph.head[id],
      ms: Math.round(graph.seconds[id] * 1000),
      cm: Math.round(graph.metres[id] * 100),
      edge: graph.edge[id] < 0 ? null : graph.edge[id],
      forward: graph.forward[id] === 1,
      departs: graph.departs[id] === 1,
    })),
  );
  expect(rows).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
});

test('every shortcut stands in the database with the arcs that it stands for', async () => {
  const rows = await database.query<{weighting: number; id: number; run: Buffer}>(
    'SELECT weighting, id, run FROM shortcut ORDER BY weighting, id',
  );
  const expected = network.hierarchies.flatMap(({profile, arcCount, firstRun, runs}, weighting) => {
    const graph = network.graphs.find((candidate) => candidate.profile === profile)!;
    return Array.from({length: firstRun.length - 1}, (_, shortcut) => ({
      weighting,
      id: arcCount + shortcut,
      run: Array.from(runs.subarray(firstRun[shortcut], firstRun[shortcut + 1]), (arc) => [
        graph.edge[arc],
        graph.forward[arc],
        Math.round(graph.seconds[arc] * 1000),
        Math.round(graph.metres[arc] * 100),
      ]).flat(),
    }));
  });
  const int32s = (bytes: Buffer) => Array.from({length: bytes.length / 4}, (_, place) => bytes.readInt32BE(4 * place));
  expect(rows.map(({run, ...row}) => ({...row, run: int32s(run)}))).toEqual(expected);
  expect(expected.length).toBeGreaterThan(100);
});

test('every place has a label each way for each weighting, of arcs that stand in the hierarchy', async () => {
  const rows = await database.query<{weighting: number; onwards: boolean; places: number}>(
    `SELECT weighting, onwards, count(DISTINCT place)::int AS places FROM label
      WHERE cardinality(arcs) = cardinality(tails) AND cardinality(arcs) = cardinality(heads)
        AND cardinality(arcs) = cardinality(costs)
      GROUP BY weighting, onwards ORDER BY weighting, onwards`,
  );
  expect(rows).toEqual(
    network.hierarchies.flatMap(({rank}, weighting) =>
      [false, true].map((onwards) => ({weighting, onwards, places: rank.length})),
    ),
  );
});

test('turn restrictions stand in the database as they were read', async () => {
  const rows = await database.query(
    'SELECT source_id, tags, from_ways, via_node, via_ways, to_ways FROM turn_restriction',
  );
  expect(rows).toEqual([
    {
      source_id: '77',
      tags: {restriction: 'no_left_turn'},
      from_ways: ['10001'],
      via_node: '1008',
      via_ways: null,
      to_ways: ['20001'],
    },
  ]);
});

test('the gateway login, too, learns what is loaded', async () => {
  const {migrated, networks} = await inspectDatabase(database.gatewayUrl);
  expect(migrated).toBe(true);
  expect(networks).toEqual([
    expect.objectContaining({
      id: 1,
      version: `1-${network.meta.sha256.slice(0, 8)}`,
      current: true,
      name: 'town',
      source: 'town.geojson',
      format: 'geojson',
      sha256: network.meta.sha256,
      attribution: 'drawn by a test',
      bbox: [...network.meta.bbox],
      nodeCount: 49,
      edgeCount: 84,
      profiles: ['CAR', 'BICYCLE', 'FOOT'],
      report: {seconds: 12, statistics: networkStatistics(network), dropped: network.meta.dropped},
    }),
  ]);
  expect(networks[0].bytes).toBeGreaterThan(10_000);
});

test('a partition has an index for each of its parent, and no row of it waits for a vacuum', async () => {
  const missing = await database.query(
    `SELECT parent.relname FROM pg_index i JOIN pg_class parent ON parent.oid = i.indexrelid
      WHERE parent.relkind = 'I' AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = i.indexrelid)`,
  );
  expect(missing).toEqual([]);
  const pages = await database.query<{relname: string}>(
    `SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relallvisible < relpages`,
  );
  expect(pages).toEqual([]);
});

test('a database without a schema is told from an empty one', async () => {
  const bare = await createDatabase({migrated: false});
  const empty = await createDatabase();
  try {
    expect(await inspectDatabase(bare.adminUrl)).toEqual({migrated: false, networks: []});
    expect(await inspectDatabase(empty.adminUrl)).toEqual({migrated: true, networks: []});
  } finally {
    await Promise.all([bare.drop(), empty.drop()]);
  }
});
