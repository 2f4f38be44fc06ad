import type {EdgeRecord, Snap} from '../../src/routing/engine.js';
import {pathVertices, travelledOf} from '../../src/routing/path-line.js';
import {positionsOf} from '../../src/routing/vertices.js';

/** Comes by [0, 0] at its start, in its middle and at its end: an eight. */
const eight = edge(0, [0, 0, 0.001, 0.001, 0.001, -0.001, 0, 0, -0.001, 0.001, -0.001, -0.001, 0, 0]);
const straight = edge(1, [0, 0, 0, 0.001, 0, 0.002]);

describe('the line of a path', () => {
  test('within one edge has the vertices between its ends alone', () => {
    const [from, to] = [snap(1, 0.25, [0, 0.0005]), snap(1, 0.75, [0, 0.0015])];
    expect(pathPositions([true], from, to, [straight])).toEqual([
      [0, 0.0005],
      [0, 0.001],
      [0, 0.0015],
    ]);
    expect(pathPositions([false], to, from, [straight])).toEqual([
      [0, 0.0015],
      [0, 0.001],
      [0, 0.0005],
    ]);
  });

  test('does not repeat a vertex that a snap lies on', () => {
    const [from, to] = [snap(1, 0.5, [0, 0.001]), snap(1, 1, [0, 0.002])];
    expect(pathPositions([true], from, to, [straight])).toEqual([
      [0, 0.001],
      [0, 0.002],
    ]);
  });

  test.each([
    [
      0,
      [
        [0, 0],
        [0.001, 0.001],
        [0.001, -0.001],
        [0, 0],
        [-0.001, 0.001],
      ],
    ],
    [
      0.5,
      [
        [0, 0],
        [-0.001, 0.001],
      ],
    ],
  ])('tells by the fraction %d where on a line that crosses itself a snap lies', (fraction, expected) => {
    const to = snap(0, (3 * Math.SQRT2 + 2) / (4 * Math.SQRT2 + 4), [-0.001, 0.001]);
    expect(pathPositions([true], snap(0, fraction, [0, 0]), to, [eight])).toEqual(expected);
  });

  test('round a closed edge back to where it started is the whole edge', () => {
    const positions = pathPositions([true], snap(0, 0, [0, 0]), snap(0, 1, [0, 0]), [eight]);
    expect(positions).toHaveLength(7);
  });

  test('runs over an edge against its own order', () => {
    const back = edge(2, [0, 0.003, 0, 0.0025, 0, 0.002]);
    const [from, to] = [snap(1, 0.75, [0, 0.0015]), snap(2, 0.25, [0, 0.00275])];
    expect(pathPositions([true, false], from, to, [straight, back])).toEqual([
      [0, 0.0015],
      [0, 0.002],
      [0, 0.0025],
      [0, 0.00275],
    ]);
  });
});

function pathPositions(forward: boolean[], from: Snap, to: Snap, edges: EdgeRecord[]) {
  return positionsOf(pathVertices({from, to, ...travelledOf(edges, forward)}));
}

function snap(edge: number, fraction: number, location: [number, number]): Snap {
  return {edge, fraction, location, distanceMetres: 0, component: 0};
}

function edge(id: number, coordinates: number[]): EdgeRecord {
  return {
    id,
    source: 0,
    target: 0,
    lengthMetres: 1,
    coordinates: Float64Array.from(coordinates),
    name: null,
    ref: null,
    roadClass: 'residential',
    features: 0,
    speedKmh: 30,
    sourceId: null,
  };
}
