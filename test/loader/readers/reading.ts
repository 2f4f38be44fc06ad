import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {openSource, type OpenOptions} from '../../../loader/readers/open-source.js';
import {Drops, type DropTally} from '../../../src/graph/drops.js';
import {type Road, type RoadSource} from '../../../src/graph/road.js';
import {packageRoot} from '../../../src/package-root.js';

/** Real road networks, which stand beside the project and are not part of it. */
export const sharedData = resolve(packageRoot, '../shared/data');

/** A folder for a test's own files; `remove` when it is done. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'roadql-readers-'));

  /** Writes a file. @returns its path */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, {recursive: true});
  }
}

export interface ReadWhole {
  readonly source: RoadSource;
  readonly roads: Road[];
  readonly drops: DropTally[];
}

/** Reads a file to its end. */
export async function readWhole(path: string, options: Omit<OpenOptions, 'drops'> = {}): Promise<ReadWhole> {
  const drops = new Drops();
  const source = await openSource(path, {...options, drops});
  const roads: Road[] = [];
  for await (const road of source.roads(new AbortController().signal)) roads.push(road);
  return {source, roads, drops: drops.list()};
}

/** How many were dropped for a reason. */
export function dropped({drops}: ReadWhole, reason: string): number {
  return drops.find((tally) => tally.reason === reason)?.count ?? 0;
}

/** Nodes in pieces that hang together, largest first: a node stands where roads end or share a vertex. */
export function components(roads: readonly Road[]): number[] {
  const parent = new Map<number, number>();
  const find = (node: number): number => {
    let root = node;
    while (parent.get(root) !== root) root = parent.get(root)!;
    for (let at = node; at !== root;) {
      const next = parent.get(at)!;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  const uses = new Map<number, number>();
  for (const {nodeIds} of roads) {
    for (const [i, node] of nodeIds.entries()) {
      if (!parent.has(node)) parent.set(node, node);
      parent.set(find(node), find(nodeIds[0]));
      const isEnd = i === 0 || i === nodeIds.length - 1;
      uses.set(node, (uses.get(node) ?? 0) + (isEnd ? 2 : 1));
    }
  }
  const sizes = new Map<number, number>();
  for (const [node, count] of uses) {
    if (count > 1) sizes.set(find(node), (sizes.get(find(node)) ?? 0) + 1);
  }
  return [...sizes.values()].sort((a, b) => b - a);
}
