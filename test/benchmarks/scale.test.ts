import {growthExponent} from '../../benchmarks/scale/growth.js';
import {measureScale} from '../../benchmarks/scale/measure-scale.js';
import {scaleTable} from '../../benchmarks/scale/scale-table.js';
import {sourcePrograms} from './source-programs.js';

test('what grows as a power of the size has that power as its exponent', () => {
  const sizes = [10, 100, 1000, 5000];
  for (const exponent of [0, 0.5, 1, 2]) {
    const values = sizes.map((size) => 3 * size ** exponent);
    expect(growthExponent(sizes, values)).toBeCloseTo(exponent, 10);
  }
});

test('cities of two sizes are built, loaded and searched by both engines, and all of it is in the table', async () => {
  const {rows, checks} = await measureScale(sourcePrograms, [3000, 6000], () => undefined);
  expect(rows.map(({edges}) => Math.round(edges / 1000))).toEqual([3, 6]);
  for (const {build, labelArcs, embedded, pgrouting} of rows) {
    const {labels, ...figures} = pgrouting!;
    expect(labels).toBe('packed');
    for (const figure of [...Object.values({...build, ...embedded, ...figures}), labelArcs]) {
      expect(figure).toBeGreaterThan(0);
    }
  }
  expect(rows[1].build.graphFileMiB).toBeGreaterThan(rows[0].build.graphFileMiB);
  expect(checks.map(({figures}) => figures)).toEqual([
    expect.stringMatching(/^edges\^-?[\d.]+; labels by edges\^[\d.]+$/) as string,
    expect.stringMatching(/^edges\^-?[\d.]+; labels by edges\^[\d.]+$/) as string,
    expect.stringMatching(/MiB, .* MiB$/) as string,
  ]);
  const table = scaleTable(rows);
  for (const title of ['roadql build, s', 'embedded: route, ms', 'pgrouting: route, ms'])
    expect(table).toContain(title);
}, 120_000);
