import {Bounds, isWithin} from './bounds.js';
import type {Ring} from './outline.js';

/** GeoJSON coordinates of a MultiPolygon: polygons, each an outer ring (counter-clockwise) and its holes. */
export type MultiPolygonCoordinates = [number, number][][][];

/**
 * Sorts rings that do not cross one another into polygons: rings that run counter-clockwise are outer ones, the others
 * holes, each in the smallest outer ring around it (RFC 7946, 3.1.6).
 * @param toPosition turns a point of the plane into [lon, lat]
 * @returns polygons, largest first
 */
export function polygonsOf(
  rings: readonly Ring[],
  toPosition: (x: number, y: number) => [number, number],
): MultiPolygonCoordinates {
  const sized = rings.map((ring) => ({ring, area: signedArea(ring), box: new Bounds().addAll(ring).bbox}));
  const bySize = sized.sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const outer = bySize.filter(({area}) => area > 0);
  const polygons = outer.map(({ring}) => [closed(ring, toPosition)]);
  for (const {ring} of bySize.filter(({area}) => area < 0)) {
    for (let i = outer.length - 1; i >= 0; i--) {
      if (!isWithin(outer[i].box, ring[0], ring[1]) || !encloses(outer[i].ring, ring[0], ring[1])) continue;
      polygons[i].push(closed(ring, toPosition));
      break;
    }
  }
  return polygons;
}

function closed(ring: Ring, toPosition: (x: number, y: number) => [number, number]): [number, number][] {
  // From its western-most point on, so that one ring is written in one way, wherever the march began.
  let first = 0;
  for (let i = 2; i < ring.length; i += 2) if (ring[i] < ring[first]) first = i;
  const positions: [number, number][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const at = (first + i) % ring.length;
    positions.push(toPosition(ring[at], ring[at + 1]));
  }
  positions.push([positions[0][0], positions[0][1]]);
  return positions;
}

/** Shoelace formula: above 0 for a counter-clockwise ring. */
export function signedArea(ring: Ring): number {
  let twice = 0;
  // Sums of products of large coordinates would lose the small areas: measure from the ring's own first point.
  const [x0, y0] = ring;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    twice += (ring[j] - x0) * (ring[i + 1] - y0) - (ring[i] - x0) * (ring[j + 1] - y0);
  }
  return twice / 2;
}

/** Whether a point lies inside a ring: even-odd rule. */
export function encloses(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const yi = ring[i + 1];
    const yj = ring[j + 1];
    if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) inside = !inside;
  }
  return inside;
}
