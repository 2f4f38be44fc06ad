import polyline from '@mapbox/polyline';
import fc from 'fast-check';
import type {Position} from '../../src/routing/engine.js';
import {BadUserInput} from '../../src/routing/errors.js';
import {joinLines, Line} from '../../src/routing/line.js';
import {metresPerDegree} from '../../src/routing/plane.js';
import {simplifyLine} from '../../src/routing/simplify.js';
import {VertexList, verticesOf} from '../../src/routing/vertices.js';

const position: fc.Arbitrary<Position> = fc
  .tuple(fc.integer({min: -1_800_000_000, max: 1_800_000_000}), fc.integer({min: -850_000_000, max: 850_000_000}))
  .map(([lon, lat]) => [lon / 1e7, lat / 1e7]);

/** Short steps, and halves of the last digit of every precision. */
const cityPosition: fc.Arbitrary<Position> = fc
  .tuple(fc.nat(2_000), fc.nat(2_000))
  .map(([x, y]) => [-8.6 + (5 * x) / 1e7, 41.1 - (5 * y) / 1e7])
  .map(([lon, lat]) => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]);

const cityLine: fc.Arbitrary<Position[]> = fc
  .array(fc.tuple(fc.nat(20_000), fc.nat(20_000)), {minLength: 2, maxLength: 40})
  .map((cells) => cells.map(([x, y]) => [-8.6 + x / 1e6, 41.1 + y / 1e6]));

describe('the encoded polyline of a line', () => {
  test('decodes to the line, in every precision that is allowed and anywhere on the globe', () => {
    fc.assert(
      fc.property(
        fc.array(position, {minLength: 2, maxLength: 20}),
        fc.integer({min: 1, max: 7}),
        (line, precision) => {
          const decoded = polyline.decode(lineOf(line).polyline(precision), precision);
          expect(decoded).toHaveLength(line.length);
          decoded.forEach(([lat, lon], i) => {
            expect(Math.abs(lon - line[i][0])).toBeLessThan(0.500001 * 10 ** -precision);
            expect(Math.abs(lat - line[i][1])).toBeLessThan(0.500001 * 10 ** -precision);
          });
        },
      ),
    );
  });

  test('is what the library for it writes, to the character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(position, cityPosition), {minLength: 2, maxLength: 40}),
        fc.integer({min: 1, max: 7}),
        (line, precision) => {
          const latitudeFirst = line.map(([lon, lat]) => [lat, lon] as [number, number]);
          expect(lineOf(line).polyline(precision)).toBe(polyline.encode(latitudeFirst, precision));
        },
      ),
      {numRuns: 1000},
    );
  });

  test.each([0, 8, 5.5, NaN])('is refused with a precision of %d', (precision) => {
    const line = lineOf([
      [0, 0],
      [1, 1],
    ]);
    expect(() => line.polyline(precision)).toThrow(BadUserInput);
    expect(() => line.polyline(precision)).toThrow('precision must be a whole number from 1 to 7');
  });
});

describe('a simplified line', () => {
  test('keeps both ends and leaves out nothing that lies farther off than the tolerance', () => {
    fc.assert(
      fc.property(cityLine, fc.integer({min: 0, max: 500}), (line, tolerance) => {
        const simplified = simplifyLine(line, tolerance);
        expect([simplified[0], simplified.at(-1)]).toEqual([line[0], line.at(-1)]);
        for (const left of line) {
          const off = Math.min(...simplified.slice(1).map((end, i) => metresToSegment(left, simplified[i], end)));
          expect(off).toBeLessThan(tolerance + 0.05);
        }
      }),
    );
  });

  test('keeps every position that a tolerance of 0 asks for', () => {
    const corner: Position[] = [
      [0, 0],
      [0, 0.001],
      [0.001, 0.001],
    ];
    expect(simplifyLine(corner, 0)).toEqual(corner);
  });

  test('of two positions is the line itself', () => {
    expect(
      simplifyLine(
        [
          [1, 2],
          [1, 2],
        ],
        10,
      ),
    ).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test.each([-1, NaN, Infinity])('is refused with a tolerance of %d', (tolerance) => {
    const simplify = () =>
      simplifyLine(
        [
          [0, 0],
          [1, 1],
        ],
        tolerance,
      );
    expect(simplify).toThrow(BadUserInput);
    expect(simplify).toThrow('simplify must be a number of 0 or more');
  });
});

describe('a line', () => {
  test('is drawn once, and only when it is asked for', () => {
    const draw = jest.fn(() =>
      verticesOf([
        [0, 0],
        [1, 1],
      ]),
    );
    const line = new Line(draw);
    expect(draw).not.toHaveBeenCalled();
    expect(line.geometry()).toEqual({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    });
    expect(line.bbox).toEqual([0, 0, 1, 1]);
    line.polyline();
    expect(draw).toHaveBeenCalledTimes(1);
  });

  test('has no repeats, but two equal positions where it has no length', () => {
    expect(
      joined([
        [0, 0],
        [0, 1e-9],
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(
      joined([
        [2, 3],
        [2, 3],
      ]),
    ).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  test('of several runs through them in order, and those without length leave nothing', () => {
    const lines = [
      [
        [0, 0],
        [1, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 1],
        [2, 0],
      ],
    ] as const;
    expect(joinLines(lines.map(lineOf)).positions).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
  });
});

function lineOf(positions: readonly Position[]): Line {
  return new Line(() => verticesOf(positions));
}

function joined(positions: readonly Position[]): Position[] {
  const vertices = new VertexList();
  for (const position of positions) vertices.addPosition(position);
  return new Line(() => vertices.finish()).positions;
}

function metresToSegment(point: Position, start: Position, end: Position): number {
  const {lon: kx, lat: ky} = metresPerDegree(41.1);
  const [px, py] = [(point[0] - start[0]) * kx, (point[1] - start[1]) * ky];
  const [dx, dy] = [(end[0] - start[0]) * kx, (end[1] - start[1]) * ky];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
  return Math.hypot(px - share * dx, py - share * dy);
}
