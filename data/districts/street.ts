import type {Draft, Tags} from '../draft.js';
import type {Point} from '../line.js';
import type {Road} from '../road.js';

/** A point of a street: where streets cross or bend, or where one meets an arterial. It becomes a node when drawn. */
export class Joint {
  private node = -1;

  constructor(
    readonly point: Point,
    /** The arterial that the street meets here, and where on it. */
    readonly meets: {readonly road: Road; readonly at: number} | null = null,
  ) {}

  drawNode(draft: Draft): number {
    if (this.node < 0) this.node = this.meets ? this.meets.road.join(this.meets.at) : draft.node(this.point);
    return this.node;
  }
}

/** A stretch of a street from one crossing to the next; it is drawn while it has tags. */
export interface Link {
  readonly from: Joint;
  readonly to: Joint;
  /** Bends, and where lesser ways join, in order. */
  readonly middle: Joint[];
  /** Tags without the name; links of one street that share them become one way. */
  tags: Tags | null;
}

/** Links one after the other under one name; null where the street has a gap. */
export interface Street {
  name: string | null;
  readonly links: (Link | null)[];
}

/** Draws streets as ways: one for each run of links that share their tags. */
export function drawStreets(draft: Draft, streets: readonly Street[]): void {
  for (const {name, links} of streets) {
    let nodes: number[] = [];
    let tags: Tags | null = null;
    const finish = () => {
      if (tags && new Set(nodes).size > 1) draft.way(nodes, name ? {...tags, name} : tags);
      nodes = [];
    };
    for (const link of links) {
      if (!link?.tags || link.tags !== tags) finish();
      tags = link?.tags ?? null;
      if (!link?.tags) continue;
      const stretch = [...link.middle, link.to].map((joint) => joint.drawNode(draft));
      if (nodes.length === 0) nodes.push(link.from.drawNode(draft));
      nodes.push(...stretch);
    }
    finish();
  }
}

/** Every link that is drawn. */
export function drawnLinks(streets: readonly Street[]): Link[] {
  return streets.flatMap(({links}) => links.filter((link) => link !== null && link.tags !== null)) as Link[];
}

/** Which joints hang together; every joint on an arterial counts as one. */
export class Groups {
  private readonly parent = new Map<Joint | null, Joint | null>();

  /** @returns false where both hung together already */
  unite(a: Joint, b: Joint): boolean {
    const [first, second] = [this.find(a), this.find(b)];
    if (first === second) return false;
    // null stands for the arterials and must stay a root
    if (first === null) this.parent.set(second, null);
    else this.parent.set(first, second);
    return true;
  }

  isReached(joint: Joint): boolean {
    return this.find(joint) === null;
  }

  private find(joint: Joint): Joint | null {
    let root: Joint | null = joint.meets ? null : joint;
    for (let next = this.parent.get(root); root !== null && next !== undefined; next = this.parent.get(root))
      root = next;
    if (root !== joint && !joint.meets) this.parent.set(joint, root);
    return root;
  }
}

/** Leaves out the links that no arterial leads to: no island appears by chance. */
export function dropUnreached(streets: readonly Street[]): void {
  const groups = new Groups();
  const links = drawnLinks(streets);
  for (const {from, to} of links) groups.unite(from, to);
  for (const link of links) if (!groups.isReached(link.from)) link.tags = null;
}

/** How many drawn links end at each joint. */
export function degrees(streets: readonly Street[]): Map<Joint, number> {
  const degree = new Map<Joint, number>();
  for (const {from, to} of drawnLinks(streets)) {
    for (const joint of [from, to]) degree.set(joint, (degree.get(joint) ?? 0) + 1);
  }
  return degree;
}
