import {Bounds} from './bounds.js';
import type {Bbox, Position} from './engine.js';
import {encodePolyline} from './polyline.js';
import {simplifyLine} from './simplify.js';

/** A GeoJSON LineString (RFC 7946). */
export interface LineString {
  readonly type: 'LineString';
  readonly coordinates: Position[];
}

/** The line of a route or a leg. It is drawn when it is first asked for, as a client may want the figures alone. */
export class Line {
  private drawn?: readonly Position[];

  /** @param draw two positions or more */
  constructor(private readonly draw: () => readonly Position[]) {}

  /** Two or more, [lon, lat], degrees; two equal ones where the line has no length. */
  get positions(): readonly Position[] {
    return (this.drawn ??= this.draw());
  }

  /**
   * @param toleranceMetres where given, the line is simplified so far
   * @throws BadUserInput the tolerance is negative or no number
   */
  geometry(toleranceMetres?: number | null): LineString {
    return {type: 'LineString', coordinates: [...this.simplified(toleranceMetres)]};
  }

  /**
   * The same line as an encoded polyline.
   * @param precision decimal digits of a degree, 1 to 7
   * @throws BadUserInput precision or tolerance out of range
   */
  polyline(precision = 6, toleranceMetres?: number | null): string {
    return encodePolyline(this.simplified(toleranceMetres), precision);
  }

  /** The box around the line. */
  get bbox(): Bbox {
    const bounds = new Bounds();
    for (const [lon, lat] of this.positions) bounds.add(lon, lat);
    return bounds.bbox;
  }

  private simplified(toleranceMetres: number | null | undefined): readonly Position[] {
    return toleranceMetres === undefined || toleranceMetres === null
      ? this.positions
      : simplifyLine(this.positions, toleranceMetres);
  }
}

/** One line of several, each of which starts where the one before ends. */
export function joinLines(lines: readonly Line[]): Line {
  return new Line(() => joinPositions(lines.flatMap((line) => line.positions)));
}

/** The positions rounded as answers show them, without repeats; two equal ones where all are one. */
export function joinPositions(positions: readonly Position[]): Position[] {
  const joined: Position[] = [];
  for (const position of positions) {
    const next = roundedPosition(position);
    const last = joined.at(-1);
    if (last === undefined || last[0] !== next[0] || last[1] !== next[1]) joined.push(next);
  }
  if (joined.length === 1) joined.push(joined[0]);
  return joined;
}

/** To 1e-7 degrees, about a centimetre, as OpenStreetMap stores them. */
export function roundedPosition([lon, lat]: Position): Position {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}
