import {Growable, GrowableInt32} from '../../src/graph/growable.js';
import {type Tags} from '../../src/profiles/profile.js';
import {levelOf} from './level.js';
import {PlaceIndex} from './place-index.js';

/** Coordinates are whole units of 1e-7 degrees, about a centimetre. */
export const UNITS_PER_DEGREE = 1e7;

/** The lines of a file that says nothing about where they meet, kept compactly: 4 bytes a vertex, 20 a place. */
export class Lines {
  readonly places = new PlaceIndex();
  private readonly vertexPlaces = new GrowableInt32();
  private readonly firsts = new Growable((length) => new Uint32Array(length));
  private readonly about: {readonly sourceId: string | null; readonly tags: Tags}[] = [];

  get count(): number {
    return this.about.length;
  }

  /**
   * The vertices of all lines: those of line i are `firstVertex[i]` up to `firstVertex[i + 1]`, and `place` has the
   * place of each.
   */
  vertices(): {readonly firstVertex: Uint32Array; readonly place: Int32Array} {
    const firstVertex = new Uint32Array(this.count + 1);
    firstVertex.set(this.firsts.toArray());
    firstVertex[this.count] = this.vertexPlaces.length;
    return {firstVertex, place: this.vertexPlaces.toArray()};
  }

  sourceId(line: number): string | null {
    return this.about[line].sourceId;
  }

  tags(line: number): Tags {
    return this.about[line].tags;
  }

  /** @param positions lon, lat in degrees, within range */
  add(sourceId: string | null, tags: Tags, positions: readonly (readonly [number, number])[]): void {
    const level = levelOf(tags, this.count);
    this.firsts.push(this.vertexPlaces.length);
    this.about.push({sourceId, tags});
    for (const [lon, lat] of positions) {
      this.vertexPlaces.push(
        this.places.number(Math.round(lon * UNITS_PER_DEGREE), Math.round(lat * UNITS_PER_DEGREE), level),
      );
    }
  }
}
