import type {Tags} from './profile.js';
import {roadClassOf} from './road-class.js';
import {roadFeature} from './road-feature.js';
import {isUnpaved} from './surface.js';

/**
 * What a way is besides its class, as bits of `roadFeature`. A motorroad is no motorway; `covered` is no tunnel (an
 * arcade is open to a side), a building passage is one; toll is a road's that cars pay for.
 */
export function roadFeatures(tags: Tags): number {
  const roadClass = roadClassOf(tags);
  const {tunnel, bridge, junction} = tags;
  let features = 0;
  if (roadClass === 'motorway' || roadClass === 'motorway_link') features |= roadFeature.MOTORWAY;
  if (roadClass.endsWith('_link')) features |= roadFeature.LINK;
  if (roadClass === 'ferry') features |= roadFeature.FERRY;
  if (roadClass === 'steps') features |= roadFeature.STEPS;
  if (hasToll(tags)) features |= roadFeature.TOLL;
  // a culvert is the water's
  if (tunnel !== undefined && tunnel !== 'no' && tunnel !== 'culvert') features |= roadFeature.TUNNEL;
  if (bridge !== undefined && bridge !== 'no') features |= roadFeature.BRIDGE;
  if (junction === 'roundabout' || junction === 'circular') features |= roadFeature.ROUNDABOUT;
  if (isUnpaved(tags, roadClass)) features |= roadFeature.UNPAVED;
  return features;
}

const tollKeys = ['toll:motorcar', 'toll:motor_vehicle', 'toll'];

function hasToll(tags: Tags): boolean {
  for (const key of tollKeys) if (tags[key] !== undefined) return tags[key] !== 'no';
  return false;
}
