import type {Point} from './line.js';

/** Tags as OpenStreetMap writes them. */
export type Tags = Readonly<Record<string, string>>;

export interface DraftWay {
  /** Node numbers, in order. */
  readonly nodes: readonly number[];
  tags: Tags;
}

export interface DraftRelation {
  readonly members: readonly {readonly type: 'node' | 'way'; readonly ref: number; readonly role: string}[];
  readonly tags: Tags;
}

/**
 * The map while it is drawn: nodes in metres on the plane, ways, relations. Each kind is numbered from 0; the file's
 * ids are these numbers and one.
 */
export class Draft {
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly nodeTags = new Map<number, Tags>();
  readonly ways: DraftWay[] = [];
  readonly relations: DraftRelation[] = [];

  /** A new node; its number. */
  node(point: Point, tags?: Tags): number {
    const number = this.x.length;
    this.x.push(point[0]);
    this.y.push(point[1]);
    if (tags) this.nodeTags.set(number, tags);
    return number;
  }

  point(node: number): Point {
    return [this.x[node], this.y[node]];
  }

  /** Adds tags to a node. */
  tag(node: number, tags: Tags): void {
    this.nodeTags.set(node, {...this.nodeTags.get(node), ...tags});
  }

  /** A new way; its number. A node that repeats its forerunner is left out. */
  way(nodes: readonly number[], tags: Tags): number {
    const distinct = nodes.filter((node, i) => i === 0 || node !== nodes[i - 1]);
    if (distinct.length < 2) throw new Error(`A way of ${distinct.length} node (${JSON.stringify(tags)}).`);
    return this.ways.push({nodes: distinct, tags}) - 1;
  }

  /** A new way through new nodes; `closed` joins its end to its start. */
  line(points: readonly Point[], tags: Tags, closed = false): number {
    const nodes = points.map((point) => this.node(point));
    return this.way(closed ? [...nodes, nodes[0]] : nodes, tags);
  }

  relation(members: DraftRelation['members'], tags: Tags): void {
    this.relations.push({members, tags});
  }
}
