/**
 * Where a traveller is with regard to roads for destinations only: a trip may start in them, end in them or run within
 * them, but not pass through.
 */
export const Zone = {
  /** On a road for all. */
  Ordinary: 0,
  /** On destination-only roads since the start. */
  Started: 1,
  /** On destination-only roads that were entered from a road for all: only the trip's end is left. */
  Entered: 2,
  /** May not be travelled. */
  Closed: 3,
} as const;
export type Zone = (typeof Zone)[keyof typeof Zone];

/** The zone after one more arc, Closed where it may not be travelled. */
export function zoneAfter(zone: Zone, destinationOnly: number): Zone {
  if (!destinationOnly) return zone === Zone.Entered || zone === Zone.Closed ? Zone.Closed : Zone.Ordinary;
  return zone === Zone.Ordinary ? Zone.Entered : zone;
}

/** The zone of a trip that starts on an arc. */
export function startZone(destinationOnly: number): Zone {
  return destinationOnly ? Zone.Started : Zone.Ordinary;
}
