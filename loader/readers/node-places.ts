/** Degrees are kept as OpenStreetMap keeps them: whole units of 1e-7. */
const UNITS_PER_DEGREE = 1e7;
const ABSENT = 0x7fffffff;

/** Where the nodes are that roads need: 16 bytes a node, found by id. */
export class NodePlaces {
  /** Sorted, each once. */
  private readonly ids: Float64Array;
  private readonly lon: Int32Array;
  private readonly lat: Int32Array;
  /** Where the last id was found: files are sorted by id, so that the next one is near. */
  private cursor = 0;

  /** @param ids node ids in any order, repeated or not; sorted in place */
  constructor(ids: Float64Array) {
    ids.sort();
    let count = 0;
    for (let i = 0; i < ids.length; i++) if (i === 0 || ids[i] !== ids[i - 1]) ids[count++] = ids[i];
    this.ids = ids.slice(0, count);
    this.lon = new Int32Array(count).fill(ABSENT);
    this.lat = new Int32Array(count);
  }

  get count(): number {
    return this.ids.length;
  }

  /** Keeps a node's place where a road needs it. @returns whether one does */
  place(id: number, lonDegrees: number, latDegrees: number): boolean {
    const at = this.find(id);
    if (at < 0) return false;
    this.lon[at] = Math.round(lonDegrees * UNITS_PER_DEGREE);
    this.lat[at] = Math.round(latDegrees * UNITS_PER_DEGREE);
    return true;
  }

  /** @returns the place of a node that was placed, for `lonAt` and `latAt`; -1 for one that the file lacks */
  findPlaced(id: number): number {
    const at = this.find(id);
    return at < 0 || this.lon[at] === ABSENT ? -1 : at;
  }

  lonAt(at: number): number {
    return this.lon[at] / UNITS_PER_DEGREE;
  }

  latAt(at: number): number {
    return this.lat[at] / UNITS_PER_DEGREE;
  }

  private find(id: number): number {
    const {ids, cursor} = this;
    let low = 0;
    let high = ids.length - 1;
    if (cursor <= high && ids[cursor] <= id) {
      low = cursor;
      // gallop: doubling steps from the last hit
      for (let step = 1; cursor + step <= high; step *= 2) {
        if (ids[cursor + step] >= id) {
          high = cursor + step;
          break;
        }
        low = cursor + step;
      }
    }
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (ids[middle] === id) return (this.cursor = middle);
      if (ids[middle] < id) low = middle + 1;
      else high = middle - 1;
    }
    if (low < ids.length) this.cursor = low;
    return -1;
  }
}
