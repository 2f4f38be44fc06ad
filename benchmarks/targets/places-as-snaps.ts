import type {Snap} from '../../src/routing/engine.js';
import type {PlaceToAsk} from '../places.js';

/** Random places as the engines take them: in mid-edge, on the main component. */
export function snapsAt(count: number, next: () => PlaceToAsk): Snap[] {
  return Array.from({length: count}, () => {
    const {lon, lat, edge, fraction} = next();
    return {edge, fraction, location: [lon, lat], distanceMetres: 0, component: 0};
  });
}
