import type {Draft, Tags} from './draft.js';
import {between, circle, distance, pointAlong, type Line, type Point} from './line.js';
import {Road, type RoadOptions} from './road.js';

/** Which side of a divided road, by the way round the city's middle: `low` is met first, going counter-clockwise. */
export type Carriageway = 'low' | 'high';

/** One road's end at a crossroads. */
export interface Approach {
  readonly road: Road;
  readonly atStart: boolean;
  readonly node: number;
}

/** Where arterials meet: a plain node, a roundabout, or the two nodes of a divided road that another one crosses. */
export class Crossroads {
  readonly approaches: Approach[] = [];
  /** The short way between the two carriageways, once it is drawn; -1 where there is none. */
  linkWay = -1;
  private readonly rim: {angle: number; node: number}[] = [];
  private readonly nodes: Partial<Record<Carriageway, {point: Point; node: number}>> = {};

  private constructor(
    private readonly draft: Draft,
    readonly point: Point,
    readonly kind: 'plain' | 'roundabout' | 'split',
    readonly radiusMetres: number,
  ) {}

  static plain(draft: Draft, point: Point): Crossroads {
    const crossroads = new Crossroads(draft, point, 'plain', 0);
    crossroads.nodes.low = crossroads.nodes.high = {point, node: draft.node(point)};
    return crossroads;
  }

  static roundabout(draft: Draft, point: Point, radiusMetres: number): Crossroads {
    return new Crossroads(draft, point, 'roundabout', radiusMetres);
  }

  /** @param low, high  where the carriageways are crossed */
  static split(draft: Draft, low: Point, high: Point): Crossroads {
    const crossroads = new Crossroads(draft, between(low, high, 0.5), 'split', 0);
    crossroads.nodes.low = {point: low, node: draft.node(low)};
    crossroads.nodes.high = {point: high, node: draft.node(high)};
    return crossroads;
  }

  /** The node of a carriageway; of a roundabout, a new one on its rim, in the direction of a point. */
  end(carriageway: Carriageway, towards: Point): {point: Point; node: number} {
    const end = this.nodes[carriageway];
    if (end) return end;
    const part = this.radiusMetres / (distance(this.point, towards) || 1);
    const point = between(this.point, towards, part);
    const angle = Math.atan2(point[1] - this.point[1], point[0] - this.point[0]);
    const near = this.rim.find((other) => Math.abs(other.angle - angle) < 0.05);
    const node = near?.node ?? this.draft.node(point);
    if (!near) this.rim.push({angle, node});
    return {point: this.draft.point(node), node};
  }

  /** Draws what the crossroads itself is: the roundabout's ring, or the link between the carriageways. */
  drawWay(tags: Tags): void {
    if (this.kind === 'split') this.linkWay = this.draft.way([this.node('low'), this.node('high')], tags);
    if (this.kind === 'roundabout') this.drawRing(tags);
  }

  /** @throws where the crossroads is a roundabout, which has no node of its own */
  node(carriageway: Carriageway): number {
    const end = this.nodes[carriageway];
    if (!end) throw new Error('A roundabout has no node of its own.');
    return end.node;
  }

  private drawRing(tags: Tags): void {
    const ring = [...this.rim];
    for (const point of circle(this.point, this.radiusMetres, 10, 0.1)) {
      const angle = Math.atan2(point[1] - this.point[1], point[0] - this.point[0]);
      if (ring.every(({angle: other}) => Math.abs(Math.sin((other - angle) / 2)) > 0.13)) {
        ring.push({angle, node: this.draft.node(point)});
      }
    }
    // Counter-clockwise: traffic keeps to the right
    const nodes = ring.sort((a, b) => a.angle - b.angle).map(({node}) => node);
    this.draft.way([...nodes, nodes[0]], {...tags, junction: 'roundabout'});
  }
}

/** A road from one crossroads to another along a line that leads from middle to middle. */
export function connect(
  draft: Draft,
  line: Line,
  start: {crossroads: Crossroads; carriageway: Carriageway},
  end: {crossroads: Crossroads; carriageway: Carriageway},
  options: Omit<RoadOptions, 'startNode' | 'endNode'>,
): Road {
  const backwards = [...line].reverse();
  const from = start.crossroads.end(start.carriageway, pointAlong(line, start.crossroads.radiusMetres || 1));
  const to = end.crossroads.end(end.carriageway, pointAlong(backwards, end.crossroads.radiusMetres || 1));
  const interior = line
    .slice(1, -1)
    .filter(
      (point) =>
        distance(point, start.crossroads.point) > start.crossroads.radiusMetres + 12 &&
        distance(point, end.crossroads.point) > end.crossroads.radiusMetres + 12,
    );
  const road = new Road(draft, [from.point, ...interior, to.point], {
    ...options,
    startNode: from.node,
    endNode: to.node,
  });
  start.crossroads.approaches.push({road, atStart: true, node: from.node});
  end.crossroads.approaches.push({road, atStart: false, node: to.node});
  return road;
}
