import {groupByKey} from '../grouping.js';
import type {Hierarchy} from './hierarchy.js';
import {KeptLabels} from './kept-labels.js';

/** A constant of the module: a global is looked up by name each time in a context of its own, as tests run in. */
const FAR = Infinity;

/** The label of one place. */
export interface RankedLabel {
  readonly rank: number;
  /** Slots of the hierarchy's `upArc` (onwards) or `downArc` (against), in the order in which they are met. */
  readonly slots: Int32Array;
}

/**
 * The labels of all places of a hierarchy, each merged from those of the places that its arcs lead up to, instead of
 * grown by a search of its own as in `Labels`: a third of the work. As there, a place that is reached at less by way of a
 * higher one is left out with all that lies behind it; a few that are on no best path either way may differ.
 *
 * A place comes as soon as those above it have come, the latest first, so that the labels that are still needed are
 * those of a branch of the hierarchy and not of a whole layer: 45,000 arcs at most of Porto's 7,000,000.
 */
export class AllLabels {
  private readonly first: Uint32Array;
  private readonly next: Int32Array;
  private readonly cost: Float64Array;
  private readonly firstBack: Uint32Array;
  private readonly nextBack: Int32Array;
  private readonly costBack: Float64Array;
  /** Rank of the lower end, by slot. */
  private readonly low: Int32Array;
  private readonly kept: KeptLabels;
  /** By rank: the merge that met it last, what it costs there, and whether the label has it. */
  private readonly stamp: Uint32Array;
  private readonly best: Float64Array;
  private readonly isIn: Uint8Array;
  private generation = 0;
  /** By arc of the place that is merged: how far the label behind it is used up, and what comes next in it. */
  private readonly at: Uint32Array;
  private readonly ahead: Float64Array;

  constructor(hierarchy: Hierarchy, direction: 'onwards' | 'against') {
    const {rank, firstUp, upHead, upCost, firstDown, downTail, downCost} = hierarchy;
    const up = {first: firstUp, next: upHead, cost: upCost};
    const down = {first: firstDown, next: downTail, cost: downCost};
    const [ahead, back] = direction === 'onwards' ? [up, down] : [down, up];
    ({first: this.first, next: this.next, cost: this.cost} = ahead);
    ({first: this.firstBack, next: this.nextBack, cost: this.costBack} = back);
    this.low = new Int32Array(this.next.length);
    let most = 0;
    for (let low = 0; low < rank.length; low++) {
      this.low.fill(low, this.first[low], this.first[low + 1]);
      most = Math.max(most, this.first[low + 1] - this.first[low]);
    }
    this.kept = new KeptLabels(rank.length);
    this.stamp = new Uint32Array(rank.length);
    this.best = new Float64Array(rank.length);
    this.isIn = new Uint8Array(rank.length);
    this.at = new Uint32Array(most);
    this.ahead = new Float64Array(most);
  }

  /** Every place once, in no order that means anything. A label is good until the next. */
  *[Symbol.iterator](): Generator<RankedLabel> {
    const {first, next, low, kept} = this;
    const placeCount = first.length - 1;
    const below = groupByKey(next, placeCount);
    // what has still to come: above a place before it is merged, below it before its label is let go
    const above = new Uint32Array(placeCount);
    const needed = new Uint32Array(placeCount);
    const ready = new Int32Array(placeCount);
    let count = 0;
    for (let rank = 0; rank < placeCount; rank++) {
      above[rank] = first[rank + 1] - first[rank];
      needed[rank] = below.first[rank + 1] - below.first[rank];
      if (above[rank] === 0) ready[count++] = rank;
    }
    while (count > 0) {
      const rank = ready[--count];
      const length = this.merge(rank);
      yield {rank, slots: kept.slots.subarray(kept.next, kept.next + length)};
      if (needed[rank] > 0) kept.keep(rank, length);
      for (let slot = first[rank]; slot < first[rank + 1]; slot++) {
        if (--needed[next[slot]] === 0) kept.letGo(next[slot]);
      }
      for (let at = below.first[rank]; at < below.first[rank + 1]; at++) {
        const lower = low[below.members[at]];
        if (--above[lower] === 0) ready[count++] = lower;
      }
    }
  }

  /** Writes the label of a place where the next one is to be kept. @returns how many arcs it has */
  private merge(rank: number): number {
    const {first, next, kept} = this;
    let most = 0;
    for (let slot = first[rank]; slot < first[rank + 1]; slot++) {
      most += 1 + kept.end[next[slot]] - kept.first[next[slot]];
    }
    kept.reserve(most);
    const arcs = first[rank + 1] - first[rank];
    if (arcs === 0) return 0;
    return arcs === 1 ? this.shift(first[rank]) : this.mergeSeveral(rank);
  }

  /** Where one arc alone leads up, the label is that arc and the label behind it. */
  private shift(slot: number): number {
    const {slots, costs, first, end, next: to} = this.kept;
    const above = this.next[slot];
    const cost = this.cost[slot];
    slots[to] = slot;
    costs[to] = cost;
    const from = first[above];
    const length = end[above] - from;
    for (let at = 0; at < length; at++) {
      slots[to + 1 + at] = slots[from + at];
      costs[to + 1 + at] = costs[from + at] + cost;
    }
    return 1 + length;
  }

  private mergeSeveral(rank: number): number {
    const {next, low, stamp, best, isIn, at, ahead, cost} = this;
    const {slots, costs, first, end, next: to} = this.kept;
    if (++this.generation > 0xffffffff) {
      stamp.fill(0);
      this.generation = 1;
    }
    const {generation} = this;
    stamp[rank] = generation;
    best[rank] = 0;
    isIn[rank] = 1;
    const firstSlot = this.first[rank];
    const arcs = this.first[rank + 1] - firstSlot;
    for (let arc = 0; arc < arcs; arc++) {
      // an arc comes before the label behind it
      at[arc] = NOT_BEGUN;
      ahead[arc] = cost[firstSlot + arc];
    }
    let length = 0;
    for (;;) {
      let arc = 0;
      let total = ahead[0];
      for (let other = 1; other < arcs; other++) {
        if (ahead[other] < total) total = ahead[(arc = other)];
      }
      if (total === FAR) return length;
      const behind = next[firstSlot + arc];
      const slot = at[arc] === NOT_BEGUN ? firstSlot + arc : slots[at[arc]];
      const following = at[arc] === NOT_BEGUN ? first[behind] : at[arc] + 1;
      at[arc] = following;
      ahead[arc] = following < end[behind] ? costs[following] + cost[firstSlot + arc] : FAR;
      const place = next[slot];
      if (stamp[place] === generation) continue;
      stamp[place] = generation;
      best[place] = total;
      isIn[place] = isIn[low[slot]] && this.isBest(place, total) ? 1 : 0;
      if (isIn[place]) {
        slots[to + length] = slot;
        costs[to + length] = total;
        length++;
      }
    }
  }

  /** Whether no higher place that was met leads to this one at less. */
  private isBest(place: number, total: number): boolean {
    const {firstBack, nextBack, costBack, stamp, best, generation} = this;
    for (let slot = firstBack[place], end = firstBack[place + 1]; slot < end; slot++) {
      const above = nextBack[slot];
      if (stamp[above] === generation && best[above] + costBack[slot] < total) return false;
    }
    return true;
  }
}

const NOT_BEGUN = 0xffffffff;
