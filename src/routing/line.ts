import {Bounds} from './bounds.js';
import type {Bbox, Position} from './engine.js';
import {lineStringFormat, lineStringText} from './geojson-text.js';
import type {LineFormat} from './line-format.js';
import {type PathOnEdges, pathVertices} from './path-line.js';
import {PathTexts} from './path-texts.js';
import {jsonPolylineFormat, polylineFormat} from './polyline.js';
import {simplifyLine} from './simplify.js';
import {DEGREE, positionsOf, VertexList, type Vertices, verticesOf} from './vertices.js';

/** A GeoJSON LineString (RFC 7946). */
export interface LineString {
  readonly type: 'LineString';
  readonly coordinates: Position[];
}

/** The line of a route or a leg. It is drawn when it is first asked for, as a client may want the figures alone. */
export class Line {
  private drawn?: Vertices;

  /**
   * @param draw  two vertices or more; two equal ones where the line has no length
   * @param paths that it is the line of, from which it can be written without being drawn; none: it is drawn
   */
  constructor(
    private readonly draw: () => Vertices,
    readonly paths: readonly PathOnEdges[] = [],
  ) {}

  get vertices(): Vertices {
    return (this.drawn ??= this.draw());
  }

  /** [lon, lat], degrees. */
  get positions(): Position[] {
    return positionsOf(this.vertices);
  }

  /**
   * @param toleranceMetres where given, the line is simplified so far
   * @throws BadUserInput the tolerance is negative or no number
   */
  geometry(toleranceMetres?: number | null): LineString {
    return {type: 'LineString', coordinates: positionsOf(this.simplified(toleranceMetres))};
  }

  /** The same as JSON. */
  geometryText(toleranceMetres?: number | null): string {
    if (this.isWritten(toleranceMetres)) return geojsonTexts.of(this.paths);
    return lineStringText(this.simplified(toleranceMetres));
  }

  /**
   * The same line as an encoded polyline.
   * @param precision decimal digits of a degree, 1 to 7
   * @throws BadUserInput precision or tolerance out of range
   */
  polyline(precision = 6, toleranceMetres?: number | null): string {
    return this.write(polylineTexts, polylineFormat, precision, toleranceMetres);
  }

  /** The same as JSON. @throws as `polyline` */
  polylineText(precision = 6, toleranceMetres?: number | null): string {
    return this.write(jsonPolylineTexts, jsonPolylineFormat, precision, toleranceMetres);
  }

  /** The box around the line. */
  get bbox(): Bbox {
    const [west, south, east, north] = new Bounds().addAll(this.vertices).bbox;
    return [west / DEGREE, south / DEGREE, east / DEGREE, north / DEGREE];
  }

  private write(
    texts: PathTexts[],
    make: (precision: number) => LineFormat,
    precision: number,
    toleranceMetres: number | null | undefined,
  ): string {
    if (this.isWritten(toleranceMetres)) return (texts[precision] ??= new PathTexts(make(precision))).of(this.paths);
    const format = make(precision);
    return format.begin(this.simplified(toleranceMetres)) + format.end;
  }

  /** Whether it can be written without being drawn. */
  private isWritten(toleranceMetres: number | null | undefined): boolean {
    return this.paths.length > 0 && (toleranceMetres === undefined || toleranceMetres === null);
  }

  private simplified(toleranceMetres: number | null | undefined): Vertices {
    return toleranceMetres === undefined || toleranceMetres === null
      ? this.vertices
      : verticesOf(simplifyLine(this.positions, toleranceMetres));
  }
}

/** One line of several, each of which starts where the one before ends. */
export function joinLines(lines: readonly Line[]): Line {
  if (lines.length === 1) return lines[0];
  const draw = () => {
    const joined = new VertexList();
    for (const {vertices} of lines) joined.addAll(vertices);
    return joined.finish();
  };
  return new Line(draw, lines.every(({paths}) => paths.length > 0) ? lines.flatMap(({paths}) => paths) : []);
}

/** The line of a path. */
export function lineOf(path: PathOnEdges): Line {
  return new Line(() => pathVertices(path), [path]);
}

const geojsonTexts = new PathTexts(lineStringFormat);
/** By precision. */
const polylineTexts: PathTexts[] = [];
const jsonPolylineTexts: PathTexts[] = [];
