import {GrowableFloat64, GrowableInt32} from '../growable.js';

/**
 * What climbs against the direction of travel leave at the places that they settle, for climbs along it to find: which
 * target, and the cost from there (Knopp et al. 2007).
 */
export class Buckets {
  private readonly newest: Int32Array;
  private readonly stamp: Uint32Array;
  private generation = 0;
  private readonly older = new GrowableInt32();
  private readonly target = new GrowableInt32();
  private readonly cost = new GrowableFloat64();

  /** @param placeCount places of the hierarchy */
  constructor(placeCount: number) {
    this.newest = new Int32Array(placeCount);
    this.stamp = new Uint32Array(placeCount);
  }

  /** Empties all of them. */
  clear(): void {
    this.older.length = 0;
    this.target.length = 0;
    this.cost.length = 0;
    if (++this.generation > 0xffffffff) {
      this.stamp.fill(0);
      this.generation = 1;
    }
  }

  leave(rank: number, target: number, cost: number): void {
    this.older.push(this.stamp[rank] === this.generation ? this.newest[rank] : -1);
    this.stamp[rank] = this.generation;
    this.newest[rank] = this.target.length;
    this.target.push(target);
    this.cost.push(cost);
  }

  /**
   * Betters what is known of each target that has left something at a place.
   * @param spent cost to the place
   * @param best  by target
   */
  collect(rank: number, spent: number, best: Float64Array): void {
    if (this.stamp[rank] !== this.generation) return;
    const {older, target, cost} = this;
    for (let at = this.newest[rank]; at >= 0; at = older.at(at)) {
      const total = spent + cost.at(at);
      if (total < best[target.at(at)]) best[target.at(at)] = total;
    }
  }
}
