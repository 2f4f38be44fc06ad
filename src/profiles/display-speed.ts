import {carLimitKmh} from './car-speed.js';
import type {Tags} from './profile.js';
import {getRoadClassRule, roadClassOf} from './road-class.js';

/**
 * The speed to show for a way, km/h: the posted limit (the lower one where the directions differ), else the travel
 * speed of cars on its class; 0 where neither applies.
 */
export function displaySpeedKmh(tags: Tags): number {
  const roadClass = roadClassOf(tags);
  const forward = carLimitKmh(tags, roadClass, 'forward') ?? Infinity;
  const backward = carLimitKmh(tags, roadClass, 'backward') ?? Infinity;
  const posted = Math.min(forward, backward);
  if (posted !== Infinity) return posted;
  const {opensToCars, carKmh} = getRoadClassRule(roadClass);
  return opensToCars ? carKmh : 0;
}
