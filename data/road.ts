import type {Draft, Tags} from './draft.js';
import {distance, lineLength, pointAlong, type Line} from './line.js';

/** Streets join a road at places about so far apart, so that those from both sides meet. */
const placeMetres = 30;

export interface RoadOptions {
  readonly tags: Tags;
  readonly startNode: number;
  readonly endNode: number;
  /** Which way the traffic runs: a carriageway of a divided road has one direction alone. */
  readonly direction?: 'both' | 'forward' | 'backward';
  /** Metres from each end within which no street may join; Infinity closes the road. */
  readonly closedMetres?: number;
}

/** A stretch of an arterial between two crossroads, which the streets of the districts at its sides may join. */
export class Road {
  readonly startNode: number;
  readonly endNode: number;
  readonly direction: 'both' | 'forward' | 'backward';
  readonly tags: Tags;
  readonly lengthMetres: number;
  /** The way's number once it is drawn. */
  way = -1;
  private readonly closedMetres: number;
  private readonly joints: {at: number; node: number}[] = [];

  constructor(
    private readonly draft: Draft,
    readonly line: Line,
    options: RoadOptions,
  ) {
    this.startNode = options.startNode;
    this.endNode = options.endNode;
    this.direction = options.direction ?? 'both';
    this.tags = this.direction === 'both' ? options.tags : {...options.tags, oneway: 'yes'};
    this.closedMetres = options.closedMetres ?? 48;
    this.lengthMetres = lineLength(line);
  }

  /** Whether a street may join here, metres from the road's start. */
  isOpenAt(at: number): boolean {
    return at >= this.closedMetres && at <= this.lengthMetres - this.closedMetres;
  }

  /** The place nearest to a point of the road where a street may join, metres from its start. */
  placeNear(at: number): number {
    const openMetres = Math.max(0, this.lengthMetres - 2 * this.closedMetres);
    const step = openMetres / Math.max(1, Math.round(openMetres / placeMetres));
    return this.closedMetres + (step === 0 ? 0 : Math.round((at - this.closedMetres) / step) * step);
  }

  /** The node at the place nearest to a point of the road, metres from its start. */
  join(at: number): number {
    const place = this.placeNear(at);
    const known = this.joints.find((joint) => Math.abs(joint.at - place) < 1);
    if (known) return known.node;
    const node = this.draft.node(pointAlong(this.line, place));
    this.joints.push({at: place, node});
    return node;
  }

  /** Draws the way, when no street will join any more. */
  drawWay(): void {
    const stops = [...this.joints];
    let at = 0;
    for (let i = 1; i < this.line.length - 1; i++) {
      at += distance(this.line[i - 1], this.line[i]);
      if (!this.joints.some((joint) => Math.abs(joint.at - at) < 7)) {
        stops.push({at, node: this.draft.node(this.line[i])});
      }
    }
    stops.sort((a, b) => a.at - b.at);
    const nodes = [this.startNode, ...stops.map((stop) => stop.node), this.endNode];
    this.way = this.draft.way(this.direction === 'backward' ? nodes.reverse() : nodes, this.tags);
  }
}
