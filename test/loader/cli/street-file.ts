import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {cacheFolder} from './roadql.js';

/** A GeoJSON file of a row of streets, one after another. @returns its path */
export function streetFile(name: string, streets: number): string {
  const features = Array.from({length: streets}, (_, i) => ({
    type: 'Feature',
    properties: {highway: 'residential', name: `Street ${i}`, id: i + 1},
    geometry: {
      type: 'LineString',
      coordinates: [
        [10 + i / 1000, 50],
        [10 + (i + 1) / 1000, 50],
      ],
    },
  }));
  const path = join(cacheFolder, `${name}.geojson`);
  writeFileSync(path, JSON.stringify({type: 'FeatureCollection', features}));
  return path;
}
