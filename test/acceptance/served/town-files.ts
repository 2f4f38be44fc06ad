import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Random} from '../../../data/random.js';
import type {WaypointAsk} from '../../../src/routing/snap-rule.js';
import {cacheFolder} from '../../loader/cli/roadql.js';

/** Streets each way. */
const size = 12;
/** About 110 m to the next street, degrees. */
const step = 0.001;
const [west, south] = [10, 50];

/**
 * A file of a town whose streets are a grid. Of two towns the places are the same; which streets are there, how fast
 * they are, and in what order they stand in the file is the seed's to say, so that the same trip has another answer.
 * @returns the file's path
 */
export function townFile(seed: string): string {
  const random = new Random(seed);
  const numbers = Array.from({length: size}, (_, i) => i);
  const position = (x: number, y: number) => [west + x * step, south + y * step];
  const streets = numbers.flatMap((y) =>
    numbers.slice(1).flatMap((x) => [
      {name: `Street ${y}`, coordinates: [position(x - 1, y), position(x, y)]},
      {name: `Avenue ${y}`, coordinates: [position(y, x - 1), position(y, x)]},
    ]),
  );
  const features = random
    .shuffle(streets)
    .filter(() => random.chance(0.85))
    .map(({name, coordinates}, i) => ({
      type: 'Feature',
      properties: {highway: 'residential', name, id: i + 1, maxspeed: Math.round(random.between(20, 60))},
      geometry: {type: 'LineString', coordinates},
    }));
  const path = join(cacheFolder, `${seed}.geojson`);
  writeFileSync(path, JSON.stringify({type: 'FeatureCollection', features}));
  return path;
}

/** Pairs of places anywhere in such a town, the same in every run. */
export function tripsInTown(count: number): WaypointAsk[][] {
  const random = new Random('trips');
  const place = () => ({
    lon: west + random.between(0, size - 1) * step,
    lat: south + random.between(0, size - 1) * step,
  });
  return Array.from({length: count}, () => [place(), place()]);
}
