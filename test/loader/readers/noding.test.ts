import fc from 'fast-check';
import {Lines} from '../../../loader/readers/lines.js';
import {nodeLines, type NodingOptions} from '../../../loader/readers/noding.js';
import {type Road} from '../../../src/graph/road.js';

/** Metres east and north of a place on the equator, where a degree has 111,319.49 m east and 110,574.3 m north. */
type Metres = readonly [east: number, north: number];
const degrees = ([east, north]: Metres): [number, number] => [10 + east / 111319.49, north / 110574.28];

function node(
  lines: readonly (readonly Metres[])[],
  options: Partial<NodingOptions> = {},
  tags: Record<string, string>[] = [],
) {
  const held = new Lines();
  lines.forEach((line, i) => held.add(String(i), tags[i] ?? {highway: 'road'}, line.map(degrees)));
  return [...nodeLines(held, {toleranceMetres: 1, crossings: 'leave', ...options})];
}
const ids = (roads: (Road | null)[]) => roads.map((road) => road && [...road.nodeIds]);
const shared = (a: Road | null, b: Road | null) => [...(a?.nodeIds ?? [])].filter((id) => b?.nodeIds.includes(id));

test('ends within the tolerance are one node with one place, ends beyond are two', () => {
  const [a, b, c] = node([
    [
      [0, 0],
      [100, 0],
    ],
    [
      [100.6, 0.5],
      [200, 0],
    ],
    [
      [100, -1.3],
      [100, -100],
    ],
  ]);
  expect(shared(a, b)).toHaveLength(1);
  expect(b?.coordinates.slice(0, 2)).toEqual(a?.coordinates.slice(2));
  expect(c?.nodeIds[0]).not.toBe(a?.nodeIds[1]);
});

test('an end near the middle of another line gives that line a vertex there', () => {
  const [through, branch] = node([
    [
      [0, 0],
      [100, 0],
    ],
    [
      [40, 0.7],
      [40, 50],
    ],
  ]);
  expect(through?.nodeIds).toHaveLength(3);
  expect(through?.nodeIds[1]).toBe(branch?.nodeIds[0]);
  expect(through?.coordinates.slice(2, 4)).toEqual(branch?.coordinates.slice(0, 2));
});

test('an end that passes the other line by a little joins it as well', () => {
  const [through, branch] = node([
    [
      [0, 0],
      [100, 0],
    ],
    [
      [40, -0.7],
      [40, 50],
    ],
  ]);
  expect(shared(through, branch)).toHaveLength(1);
});

test('an end near a vertex takes that vertex, and no other is made beside it', () => {
  const [through, branch] = node([
    [
      [0, 0],
      [40, 0.2],
      [100, 0],
    ],
    [
      [40.5, 0.7],
      [40, 50],
    ],
  ]);
  expect(through?.nodeIds).toHaveLength(3);
  expect(through?.nodeIds[1]).toBe(branch?.nodeIds[0]);
});

test('several ends at one place split a line once, and several along it in their order', () => {
  const [through] = node([
    [
      [0, 0],
      [100, 0],
    ],
    [
      [60, 0.5],
      [60, 50],
    ],
    [
      [20, -0.5],
      [20, -50],
    ],
    [
      [60, -0.4],
      [60, -50],
    ],
  ]);
  expect(through?.nodeIds).toHaveLength(4);
  const easts = [0, 1, 2, 3].map((i) => through!.coordinates[2 * i]);
  expect(easts).toEqual([...easts].sort((a, b) => a - b));
});

test('a line that ends on itself is joined to itself', () => {
  const [loop] = node([
    [
      [0, 0],
      [50, 0],
      [50, 50],
      [20, 50],
      [20, 0.5],
    ],
  ]);
  expect(loop?.nodeIds).toHaveLength(6);
  expect(loop?.nodeIds[1]).toBe(loop?.nodeIds[5]);
});

test('lines that share a vertex in mid-line join there, though it was rounded differently', () => {
  const [a, b] = node([
    [
      [0, 0],
      [50, 0],
      [100, 0],
    ],
    [
      [50, -50],
      [50.006, 0.006],
      [50, 50],
    ],
  ]);
  expect(shared(a, b)).toHaveLength(1);
});

test('lines that cross without a vertex are left apart, or joined where that is asked', () => {
  const cross: Metres[][] = [
    [
      [0, 0],
      [100, 0],
    ],
    [
      [50, -50],
      [50, 50],
    ],
  ];
  expect(shared(...(node(cross) as [Road, Road]))).toEqual([]);
  const [a, b] = node(cross, {crossings: 'join'});
  expect(shared(a, b)).toHaveLength(1);
  expect(a?.coordinates[2]).toBeCloseTo(degrees([50, 0])[0], 6);
});

test('three lines that cross at nearly one place meet at one node', () => {
  const roads = node(
    [
      [
        [0, 0],
        [100, 0],
      ],
      [
        [50, -50],
        [50, 50],
      ],
      [
        [0, -50],
        [100.4, 50],
      ],
    ],
    {crossings: 'join'},
  );
  expect(ids(roads).every((nodes) => nodes?.length === 3)).toBe(true);
  expect(new Set(roads.map((road) => road?.nodeIds[1])).size).toBe(1);
});

test.each([
  ['a bridge', {highway: 'road', bridge: 'yes'}],
  ['a tunnel', {highway: 'road', tunnel: 'yes'}],
  ['another layer', {highway: 'road', layer: '2'}],
  ['a motorway', {highway: 'motorway'}],
])('%s is not joined to what it passes, with or without a shared vertex, but where a line ends', (_, tags) => {
  const ground = {highway: 'road'};
  const passing: Metres[][] = [
    [
      [0, 0],
      [50, 0],
      [100, 0],
    ],
    [
      [50, -50],
      [50, 0],
      [50, 50],
    ],
    [
      [0, 20],
      [100, 20],
    ],
  ];
  const [a, b, c] = node(passing, {crossings: 'join'}, [ground, tags, ground]);
  expect([...shared(a, b), ...shared(c, b)]).toEqual([]);
  const [d, e] = node(
    [
      [
        [0, 0],
        [50, 0],
      ],
      [
        [50, -50],
        [50, 0],
        [50, 50],
      ],
    ],
    {},
    [ground, tags],
  );
  expect(shared(d, e)).toHaveLength(1);
});

test('a line shorter than the tolerance is none, and its neighbours meet', () => {
  const [a, gone, b] = node([
    [
      [0, 0],
      [100, 0],
    ],
    [
      [100, 0],
      [100.5, 0],
    ],
    [
      [100.5, 0],
      [200, 0],
    ],
  ]);
  expect(gone).toBeNull();
  expect(shared(a, b)).toHaveLength(1);
});

test('with a tolerance of 0 only equal vertices join', () => {
  const [a, b, c] = node(
    [
      [
        [0, 0],
        [100, 0],
      ],
      [
        [100, 0],
        [200, 0],
      ],
      [
        [100.5, 0.5],
        [100, 90],
      ],
    ],
    {toleranceMetres: 0},
  );
  expect(shared(a, b)).toHaveLength(1);
  expect(shared(a, c)).toEqual([]);
});

const metre = fc.double({min: 0, max: 60, noNaN: true});
const randomLines = fc.array(fc.array(fc.tuple(metre, metre), {minLength: 2, maxLength: 5}), {
  minLength: 1,
  maxLength: 12,
});
const crossingChoice = fc.constantFrom('join' as const, 'leave' as const);

test('whatever the lines: ends within the tolerance share a node, one node has one place, no vertex moves far', () => {
  fc.assert(
    fc.property(randomLines, crossingChoice, (lines, crossings) => {
      const roads = node(lines, {crossings});
      const places = new Map<number, string>();
      for (const road of roads) {
        if (!road) continue;
        expect(road.nodeIds.length).toBeGreaterThanOrEqual(2);
        road.nodeIds.forEach((id, i) => {
          const place = `${road.coordinates[2 * i]},${road.coordinates[2 * i + 1]}`;
          expect(places.get(id) ?? place).toBe(place);
          places.set(id, place);
          if (i > 0) expect(id).not.toBe(road.nodeIds[i - 1]);
        });
      }
      const ends = lines.flatMap((line, i) => {
        const road = roads[i];
        return road
          ? [
              {at: line[0], id: road.nodeIds[0]},
              {at: line[line.length - 1], id: road.nodeIds[road.nodeIds.length - 1]},
            ]
          : [];
      });
      for (const a of ends) {
        for (const b of ends) {
          if (Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < 0.95) expect(a.id).toBe(b.id);
        }
      }
    }),
    {numRuns: 200},
  );
});

test('whatever the lines: an end within the tolerance of another line is on it', () => {
  fc.assert(
    fc.property(randomLines, (lines) => {
      const roads = node(lines);
      lines.forEach((line, i) => {
        const end = roads[i]?.nodeIds[0];
        if (end === undefined) return;
        lines.forEach((other, j) => {
          const road = roads[j];
          if (i === j || !road) return;
          const isNear = other.slice(1).some((to, k) => distanceTo(line[0], other[k], to) < 0.95);
          if (isNear) expect(road.nodeIds).toContain(end);
        });
      });
    }),
    {numRuns: 200},
  );
});

test('the same lines give the same nodes', () => {
  fc.assert(
    fc.property(randomLines, crossingChoice, (lines, crossings) =>
      expect(node(lines, {crossings})).toEqual(node(lines, {crossings})),
    ),
    {
      numRuns: 50,
    },
  );
});

function distanceTo(point: Metres, from: Metres, to: Metres): number {
  const [ux, uy] = [to[0] - from[0], to[1] - from[1]];
  const [px, py] = [point[0] - from[0], point[1] - from[1]];
  const square = ux * ux + uy * uy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * ux + py * uy) / square));
  return Math.hypot(px - share * ux, py - share * uy);
}
