/**
 * A heading is one direction of an edge as a number: `2 * edge` from its source to its target, `2 * edge + 1` against
 * it, so `heading ^ 1` turns round and ascending headings are ascending edges, forward first.
 */
export type Heading = number;

interface EdgeEnds {
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/** The node that a heading leaves. */
export function tailNode(edges: EdgeEnds, heading: Heading): number {
  return heading & 1 ? edges.target[heading >> 1] : edges.source[heading >> 1];
}

/** The node that a heading leads to. */
export function headNode(edges: EdgeEnds, heading: Heading): number {
  return heading & 1 ? edges.source[heading >> 1] : edges.target[heading >> 1];
}

/** The same edge in the other direction. */
export function turnedRound(heading: Heading): Heading {
  return heading ^ 1;
}
