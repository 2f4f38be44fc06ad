import type {Path, PathArc} from '../../routing/engine.js';

/** Four int4 each: edge, forward, milliseconds, centimetres. */
const ARC_BYTES = 16;

/**
 * A path from the packed arcs of paths.sql. A turn at a dead end stands there as an arc of no edge: its time goes to the
 * arc that follows.
 */
export class PackedPath implements Path {
  readonly edges: number[] = [];
  readonly forward: boolean[] = [];

  /** @param cost packed, see src/routing/cost.ts */
  constructor(
    readonly cost: number,
    private readonly packed: Buffer,
  ) {
    for (let at = 0; at < packed.length; at += ARC_BYTES) {
      const edge = packed.readInt32BE(at);
      if (edge < 0) continue;
      this.edges.push(edge);
      this.forward.push(packed.readInt32BE(at + 4) === 1);
    }
  }

  get arcs(): PathArc[] {
    const {packed} = this;
    const arcs: PathArc[] = [];
    let turnSeconds = 0;
    for (let at = 0; at < packed.length; at += ARC_BYTES) {
      const edge = packed.readInt32BE(at);
      const seconds = packed.readInt32BE(at + 8) / 1000;
      if (edge < 0) {
        turnSeconds += seconds;
        continue;
      }
      const metres = packed.readInt32BE(at + 12) / 100;
      arcs.push({edge, forward: packed.readInt32BE(at + 4) === 1, seconds, metres, turnSeconds});
      turnSeconds = 0;
    }
    return arcs;
  }
}
