import {mercatorX, mercatorY} from '../src/routing/tile-grid.js';
import {TILE_ZOOMS} from '../src/routing/tile-rule.js';
import type {Question} from './question.js';

/** The tile that holds a random place, each zoom as often as any other. */
export const tile: Question = {
  name: 'tile',
  unit: 'answer',
  unitsPerRequest: 1,
  distinct: true,
  prepare: (_target, nextPlace) =>
    Promise.resolve({
      request() {
        const {lon, lat, fraction} = nextPlace();
        const zoom = TILE_ZOOMS.first + Math.floor(fraction * (TILE_ZOOMS.last + 1 - TILE_ZOOMS.first));
        const at = (share: number) => Math.floor(share * 2 ** zoom);
        return {method: 'GET', path: `/tiles/${zoom}/${at(mercatorX(lon))}/${at(mercatorY(lat))}.mvt`, headers: {}};
      },
      // 204: the roads there are too small for the zoom
      isWhole: (status) => status === 200 || status === 204,
    }),
};
