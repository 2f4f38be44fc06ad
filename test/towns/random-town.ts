import fc from 'fast-check';
import type {Tags} from '../../src/profiles/profile.js';
import type {Street} from './street-source.js';

/** Nodes on a side of a random town. */
const SIDE = 4;

/** About 100 m, degrees. */
const BLOCK = 0.001;

const tags: fc.Arbitrary<Tags> = fc.constantFrom<Tags>(
  {},
  {},
  {},
  {oneway: 'yes'},
  {oneway: '-1'},
  {highway: 'primary'},
  {highway: 'living_street'},
  {access: 'destination'},
);

/** Streets between neighbours of a crooked grid, some of them missing, some bent, some double, some one-way. */
export const randomStreets: fc.Arbitrary<Street[]> = fc
  .record({
    shifts: fc.array(fc.tuple(fc.nat(400), fc.nat(400)), {minLength: SIDE * SIDE, maxLength: SIDE * SIDE}),
    streets: fc.uniqueArray(fc.tuple(fc.nat(SIDE * SIDE - 1), fc.constantFrom(1, SIDE, SIDE + 1), tags, fc.nat(2)), {
      minLength: 8,
      maxLength: 40,
      selector: ([from, step, , copy]) => `${from} ${step} ${copy}`,
    }),
  })
  .map(({shifts, streets}) => {
    const at = (node: number): [number, number] => [
      -30 + BLOCK * ((node % SIDE) + shifts[node][0] / 1000),
      45 + BLOCK * (Math.floor(node / SIDE) + shifts[node][1] / 1000),
    ];
    return streets
      .filter(([from, step]) => from + step < SIDE * SIDE && Math.abs(((from + step) % SIDE) - (from % SIDE)) <= 1)
      .map(([from, step, tags, copy]): Street => {
        const [start, end] = [at(from), at(from + step)];
        const name = `${from}-${from + step}#${copy}`;
        if (copy === 0) return {name, nodes: [from, from + step], positions: [start, end], tags};
        // copies of a street bend away from it, so that no two are equally long
        const bend: [number, number] = [
          (start[0] + end[0]) / 2 + 0.0001 * copy,
          (start[1] + end[1]) / 2 + 0.00017 * copy,
        ];
        return {
          name,
          nodes: [from, 1000 + 100 * from + 10 * step + copy, from + step],
          positions: [start, bend, end],
          tags,
        };
      });
  })
  .filter((streets) => streets.length > 0);

/** A place in or about a random town, [lon, lat]. */
export const randomPosition: fc.Arbitrary<[number, number]> = fc
  .tuple(fc.nat(4000), fc.nat(4000))
  .map(([x, y]) => [-30 + (x / 1000) * BLOCK, 45 + (y / 1000) * BLOCK]);
