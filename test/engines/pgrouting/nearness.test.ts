import fc from 'fast-check';
import type {NearestNodesAnswer, Position, SnapAnswer} from '../../../src/routing/engine.js';
import {metresPerDegree} from '../../../src/routing/plane.js';
import {EngineOnDatabase} from './engine-on-database.js';
import {randomNetwork} from './random-network.js';
import {insertNetwork, type SmallEdge, type SmallNetwork, verticesOf} from './small-network.js';

const signal = new AbortController().signal;
const suite = new EngineOnDatabase();

const randomPosition = fc.tuple(
  fc.double({min: -8.63, max: -8.57, noNaN: true}),
  fc.double({min: 41.12, max: 41.18, noNaN: true}),
);

test('the nearest places are those of a look at every edge, within the radius, on random networks', async () => {
  const points = fc.array(fc.record({position: randomPosition, radiusMetres: fc.constantFrom(50, 500, 5000)}), {
    minLength: 1,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(randomNetwork, points, async (network, asked) => {
      const version = await insertNetwork(suite.owner, network);
      const half = Math.ceil(asked.length / 2);
      const asks = [asked.slice(0, half), asked.slice(half)].map((part) => ({profile: 'CAR' as const, points: part}));
      const answers = (await suite.engine.snap(asks, signal)) as SnapAnswer[];
      expect(answers.map((answer) => answer.version)).toEqual([version, version]);
      const candidates = answers.flatMap((answer) => answer.points);
      for (const [place, {position, radiusMetres}] of asked.entries()) {
        for (const [kind, fits] of [
          ['main', (edge: SmallEdge) => edge.component === 0],
          ['nearest', (edge: SmallEdge) => edge.component >= 0],
        ] as const) {
          const snap = candidates[place][kind];
          const best = plainSnap(network, position, fits);
          if (!best) {
            expect(snap).toBeNull();
            continue;
          }
          expect(snap?.distanceMetres).toBeGreaterThanOrEqual(best.metres);
          if (best.metres > radiusMetres) continue;
          expect(snap).toMatchObject({
            edge: best.edge,
            distanceMetres: best.metres,
            component: network.edges[best.edge].component,
          });
          const foot = placeAlong(network, best.edge, snap?.fraction ?? NaN, position);
          expect(metresBetween(position, foot, snap?.location ?? [0, 0])).toBeLessThan(0.001);
          expect(Math.abs(metresBetween(position, position, foot) - best.metres)).toBeLessThan(0.006);
        }
      }
    }),
    {numRuns: 40},
  );
});

test('the nearest nodes are those of a look at every node, with the names that meet there', async () => {
  const asks = fc.array(
    fc.record({
      position: randomPosition,
      count: fc.integer({min: 1, max: 6}),
      maxDistanceMetres: fc.constantFrom(null, 1000),
    }),
    {minLength: 1, maxLength: 5},
  );
  await fc.assert(
    fc.asyncProperty(randomNetwork, asks, async (network, asked) => {
      await insertNetwork(suite.owner, network);
      const answers = await suite.engine.nearestNodes(
        asked.map((ask) => ({...ask, profile: 'CAR' as const})),
        signal,
      );
      asked.forEach(({position, count, maxDistanceMetres}, place) => {
        const plain = network.nodes
          .map((node, id) => ({id, metres: Math.round(100 * metresBetween(position, position, node)) / 100}))
          .filter(({metres}) => metres <= (maxDistanceMetres ?? Infinity))
          .sort((a, b) => a.metres - b.metres || a.id - b.id)
          .slice(0, count);
        const {nodes} = answers[place] as NearestNodesAnswer;
        expect(nodes.map(({id, distanceMetres}) => ({id, metres: distanceMetres}))).toEqual(plain);
        for (const {id, sourceId, names} of nodes) {
          expect(sourceId).toBe(String(id + 1001));
          const meeting = network.edges.filter(({source, target}) => source === id || target === id);
          expect(names).toEqual([...new Set(meeting.flatMap(({name}) => name ?? []))].sort());
        }
      });
    }),
    {numRuns: 25},
  );
});

test('a profile without roads has no place and no node, and the other asks of the batch have theirs', async () => {
  await insertNetwork(suite.owner, oneStreet);
  const point = {position: [-8.605, 41.14], radiusMetres: 100} as const;
  const [car, foot] = (await suite.engine.snap(
    [
      {profile: 'CAR', points: [point]},
      {profile: 'FOOT', points: [point, point]},
    ],
    signal,
  )) as SnapAnswer[];
  expect(car.points[0].main).toMatchObject({edge: 1, component: 0});
  expect(foot.points).toEqual([
    {main: null, nearest: null},
    {main: null, nearest: null},
  ]);
  const ask = {position: point.position, count: 1, maxDistanceMetres: null};
  const nodes = (await suite.engine.nearestNodes(
    [
      {...ask, profile: 'FOOT'},
      {...ask, profile: 'CAR'},
    ],
    signal,
  )) as NearestNodesAnswer[];
  expect(nodes.map((answer) => answer.nodes.length)).toEqual([0, 1]);
});

test('the edges within a box are those whose own box meets it, ids ascending', async () => {
  const corner = fc.tuple(randomPosition, randomPosition);
  await fc.assert(
    fc.asyncProperty(randomNetwork, fc.array(corner, {minLength: 1, maxLength: 5}), async (network, corners) => {
      const version = await insertNetwork(suite.owner, network);
      const boxes = corners.map(([[lonA, latA], [lonB, latB]]) => {
        return [Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB)] as const;
      });
      const found = await suite.engine.edgesWithin(
        boxes.map((bbox) => ({version, profile: 'CAR' as const, bbox})),
        signal,
      );
      expect(found).toEqual(
        boxes.map(([west, south, east, north]) =>
          Int32Array.from(
            network.edges.flatMap((edge, id) => {
              const vertices = verticesOf(network, edge);
              const lons = vertices.map(([lon]) => lon);
              const lats = vertices.map(([, lat]) => lat);
              const meets =
                Math.min(...lons) <= east &&
                Math.max(...lons) >= west &&
                Math.min(...lats) <= north &&
                Math.max(...lats) >= south;
              return meets && edge.component >= 0 ? [id] : [];
            }),
          ),
        ),
      );
    }),
    {numRuns: 25},
  );
});

test('edges come in the order asked, from the database and then from memory', async () => {
  const version = await insertNetwork(suite.owner, oneStreet);
  for (let time = 0; time < 2; time++) {
    const edges = await suite.engine.edges(version, [1, 0, 1], signal);
    expect(edges.map(({id}) => id)).toEqual([1, 0, 1]);
    expect(edges[1]).toMatchObject({source: 0, target: 1, name: 'Rua Direita', roadClass: 'residential', speedKmh: 30});
    expect(edges[1].coordinates).toEqual(Float64Array.from([-8.61, 41.14, -8.605, 41.141, -8.6, 41.14]));
    expect(edges[1].lengthMetres).toBeGreaterThan(800);
  }
  await expect(suite.engine.edges(version, [0, 99], signal)).rejects.toThrow(`${version} has no edge 99`);
});

const oneStreet: SmallNetwork = {
  nodes: [
    [-8.61, 41.14],
    [-8.6, 41.14],
  ],
  edges: [
    {source: 0, target: 1, between: [[-8.605, 41.141]], component: 0, name: 'Rua Direita'},
    {source: 0, target: 1, between: [], component: 0, name: null},
  ],
  arcs: [
    {tail: 0, head: 1, milliseconds: 1000, centimetres: 1000, edge: 0, forward: true, departs: true},
    {tail: 0, head: 1, milliseconds: 1000, centimetres: 1000, edge: 1, forward: true, departs: true},
  ],
};

/** The nearest edge, by whole centimetres, the lower id first. */
function plainSnap(network: SmallNetwork, position: Position, fits: (edge: SmallEdge) => boolean) {
  const plane = planeOf(position);
  const at = plane(position);
  return network.edges
    .map((edge, id) => {
      const vertices = verticesOf(network, edge).map(plane);
      const distances = vertices.slice(1).map((end, place) => metresToSegment(at, vertices[place], end));
      return {edge: id, metres: Math.round(100 * Math.min(...distances)) / 100};
    })
    .filter(({edge}) => fits(network.edges[edge]))
    .sort((a, b) => a.metres - b.metres || a.edge - b.edge)
    .at(0);
}

/** A place on an edge by its fraction of the length, measured on the plane of a position. */
function placeAlong(network: SmallNetwork, edge: number, fraction: number, position: Position): Position {
  const vertices = verticesOf(network, network.edges[edge]);
  const lengths = vertices.slice(1).map((end, place) => metresBetween(position, vertices[place], end));
  let left = fraction * lengths.reduce((sum, length) => sum + length, 0);
  for (const [place, length] of lengths.entries()) {
    if (left <= length || place === lengths.length - 1) {
      const share = length > 0 ? Math.min(1, left / length) : 0;
      const [start, end] = [vertices[place], vertices[place + 1]];
      return [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
    }
    left -= length;
  }
  throw new Error('An edge has two vertices at least.');
}

function planeOf(position: Position): (at: Position) => [number, number] {
  const scale = metresPerDegree(position[1]);
  return ([lon, lat]) => [lon * scale.lon, lat * scale.lat];
}

function metresBetween(position: Position, from: Position, to: Position): number {
  const plane = planeOf(position);
  const [[fromX, fromY], [toX, toY]] = [plane(from), plane(to)];
  return Math.hypot(toX - fromX, toY - fromY);
}

function metresToSegment(at: [number, number], start: [number, number], end: [number, number]): number {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const along = (at[0] - start[0]) * dx + (at[1] - start[1]) * dy;
  const share = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, along / (dx * dx + dy * dy)));
  return Math.hypot(at[0] - start[0] - share * dx, at[1] - start[1] - share * dy);
}
