/** A point of the drawing plane: metres east and north of the city's middle. */
export type Point = readonly [number, number];

/** Points in order; two at least. */
export type Line = readonly Point[];

export function distance(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
}

/** The point a part of the way from a (0) to b (1). */
export function between(a: Point, b: Point, part: number): Point {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}

export function lineLength(line: Line): number {
  let metres = 0;
  for (let i = 1; i < line.length; i++) metres += distance(line[i - 1], line[i]);
  return metres;
}

/** The point that lies `metres` from the line's start; its ends beyond them. */
export function pointAlong(line: Line, metres: number): Point {
  let left = metres;
  if (left <= 0) return line[0];
  for (let i = 1; i < line.length; i++) {
    const step = distance(line[i - 1], line[i]);
    if (left <= step) return between(line[i - 1], line[i], left / step);
    left -= step;
  }
  return line[line.length - 1];
}

/** The stretch from one distance to another, metres from the line's start. */
export function partOfLine(line: Line, from: number, to: number): Point[] {
  const part = [pointAlong(line, from)];
  let at = 0;
  for (let i = 1; i < line.length; i++) {
    at += distance(line[i - 1], line[i]);
    if (at > from + 0.5 && at < to - 0.5) part.push(line[i]);
  }
  part.push(pointAlong(line, to));
  return part;
}

/** The line moved sideways, metres; above 0 to the left of its direction. Bends are mitred. */
export function offsetLine(line: Line, metres: number): Point[] {
  return line.map((point, i) => {
    const [nx, ny] = normalAt(line, i);
    return [point[0] + nx * metres, point[1] + ny * metres];
  });
}

/** Unit normal at a vertex, to the left of the direction: the mean of its two segments. */
export function normalAt(line: Line, i: number): Point {
  const a = line[Math.max(0, i - 1)];
  const b = line[Math.min(line.length - 1, i + 1)];
  const length = distance(a, b) || 1;
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
}

/** Where segments ab and cd cross, as parts of ab and of cd; null where they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): {ofFirst: number; ofSecond: number} | null {
  const [abx, aby] = [b[0] - a[0], b[1] - a[1]];
  const [cdx, cdy] = [d[0] - c[0], d[1] - c[1]];
  const cross = abx * cdy - aby * cdx;
  if (cross === 0) return null;
  const [acx, acy] = [c[0] - a[0], c[1] - a[1]];
  const ofFirst = (acx * cdy - acy * cdx) / cross;
  const ofSecond = (acx * aby - acy * abx) / cross;
  return ofFirst >= 0 && ofFirst <= 1 && ofSecond >= 0 && ofSecond <= 1 ? {ofFirst, ofSecond} : null;
}

/** Whether a point lies in a polygon (a ring of points, the last not repeated), by the crossings of a ray. */
export function contains(polygon: Line, [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i];
    const [xj, yj] = polygon[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** The points of a circle, counter-clockwise from an angle (radians). */
export function circle(centre: Point, radiusMetres: number, count: number, startRadians = 0): Point[] {
  return Array.from({length: count}, (_, i) => {
    const angle = startRadians + (i * 2 * Math.PI) / count;
    return [centre[0] + radiusMetres * Math.cos(angle), centre[1] + radiusMetres * Math.sin(angle)];
  });
}
