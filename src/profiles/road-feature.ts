/**
 * What a road is besides its class: one bit each, kept with the edge. The first six are those that a client may avoid.
 */
export const roadFeature = {
  MOTORWAY: 1 << 0,
  TOLL: 1 << 1,
  FERRY: 1 << 2,
  TUNNEL: 1 << 3,
  UNPAVED: 1 << 4,
  STEPS: 1 << 5,
  BRIDGE: 1 << 6,
  ROUNDABOUT: 1 << 7,
  /** A ramp or slip road (`*_link`). */
  LINK: 1 << 8,
} as const;

export type RoadFeature = keyof typeof roadFeature;
