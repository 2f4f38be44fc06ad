import FlatQueue from 'flatqueue';
import {NONE, type RemainingGraph} from './remaining-graph.js';
import {WitnessSearch} from './witness-search.js';

/** Places that a witness search settles at most: while priorities are only estimated, and when it counts. */
const ESTIMATE_PATIENCE = 10;
const CONTRACT_PATIENCE = 200;

/** Hears how many places are contracted. */
export type ContractionProgress = (contracted: number) => void;

/**
 * Takes place after place out of a graph, least important first, and puts shortcuts where a best path led through it.
 * The order follows how many arcs a contraction would add for each that it removes, how many arcs of the search graph
 * these stand for, and how many contractions below it are stacked up already (the measure of RoutingKit; Dibbelt,
 * Strasser, Wagner 2016), estimated anew when a neighbour goes and once more when the place's turn comes. A neighbour
 * whose stack grows is the less urgent for it, so that its turn is soon enough to tell by how much.
 */
export class Contraction {
  /** By place. */
  readonly rank: Int32Array;
  private readonly queue = new FlatQueue<number>();
  private readonly priority: Float64Array;
  private readonly level: Int32Array;
  /** By place: the one whose contraction it heard of last. */
  private readonly heard: Int32Array;
  private readonly witnesses: WitnessSearch;
  private addedArcs = 0;
  private addedHops = 0;

  constructor(
    private readonly graph: RemainingGraph,
    private readonly placeCount: number,
  ) {
    this.rank = new Int32Array(placeCount).fill(NONE);
    this.priority = new Float64Array(placeCount);
    this.level = new Int32Array(placeCount);
    this.heard = new Int32Array(placeCount).fill(NONE);
    this.witnesses = new WitnessSearch(graph, placeCount);
  }

  /** @param take  called with each place in order, while its arcs to and from the places above it still stand */
  run(take: (place: number) => void, progress: ContractionProgress): void {
    const {queue, priority, rank} = this;
    for (let place = 0; place < this.placeCount; place++) this.estimate(place);
    let contracted = 0;
    for (let value = queue.peekValue(); value !== undefined; value = queue.peekValue()) {
      const place = queue.pop() as number;
      // stale entry: the queue cannot move one, so a place stands in it once for each of its priorities
      if (rank[place] !== NONE || value !== priority[place]) continue;
      const now = this.priorityOf(place);
      if (now > (queue.peekValue() ?? Infinity)) {
        queue.push(place, now);
        continue;
      }
      take(place);
      this.contract(place);
      rank[place] = contracted++;
      this.settleNeighbours(place);
      if (contracted % 1024 === 0) progress(contracted);
    }
    progress(contracted);
  }

  private contract(place: number): void {
    this.findShortcuts(place, CONTRACT_PATIENCE, true);
    this.graph.remove(place);
  }

  private settleNeighbours(place: number): void {
    const {firstOut, nextOut, head, firstIn, nextIn, tail} = this.graph;
    for (let arc = firstOut[place]; arc !== NONE; arc = nextOut[arc]) this.settleNeighbour(head[arc], place);
    for (let arc = firstIn[place]; arc !== NONE; arc = nextIn[arc]) this.settleNeighbour(tail[arc], place);
  }

  private settleNeighbour(neighbour: number, place: number): void {
    const {level, heard} = this;
    // most are neighbours both ways
    if (heard[neighbour] === place) return;
    heard[neighbour] = place;
    if (level[neighbour] <= level[place]) level[neighbour] = level[place] + 1;
    else this.estimate(neighbour);
  }

  private estimate(place: number): void {
    this.queue.push(place, this.priorityOf(place));
  }

  private priorityOf(place: number): number {
    const {graph} = this;
    let removedArcs = 0;
    let removedHops = 0;
    for (let arc = graph.firstOut[place]; arc !== NONE; arc = graph.nextOut[arc], removedArcs++)
      removedHops += graph.hops[arc];
    for (let arc = graph.firstIn[place]; arc !== NONE; arc = graph.nextIn[arc], removedArcs++)
      removedHops += graph.hops[arc];
    this.findShortcuts(place, ESTIMATE_PATIENCE, false);
    const {addedArcs, addedHops} = this;
    const growth = removedArcs === 0 ? 0 : addedArcs / removedArcs + addedHops / removedHops;
    return (this.priority[place] = this.level[place] + growth);
  }

  /** Counts the shortcuts that a place's contraction needs, and makes them where asked to. */
  private findShortcuts(place: number, patience: number, make: boolean): void {
    const {graph, witnesses} = this;
    this.addedArcs = 0;
    this.addedHops = 0;
    witnesses.aimPast(place);
    for (let into = graph.firstIn[place]; into !== NONE; into = graph.nextIn[into]) {
      const from = graph.tail[into];
      const spent = graph.cost[into];
      let dearest = -1;
      for (let out = graph.firstOut[place]; out !== NONE; out = graph.nextOut[out]) {
        if (graph.head[out] !== from && graph.cost[out] > dearest) dearest = graph.cost[out];
      }
      if (dearest < 0) continue;
      witnesses.run(from, place, spent + dearest, patience);
      for (let out = graph.firstOut[place]; out !== NONE; out = graph.nextOut[out]) {
        const to = graph.head[out];
        const cost = spent + graph.cost[out];
        if (to === from || witnesses.costTo(to) <= cost) continue;
        const hops = graph.hops[into] + graph.hops[out];
        this.addedArcs++;
        this.addedHops += hops;
        if (make) graph.offer(from, to, cost, hops, into, out);
      }
    }
  }
}
