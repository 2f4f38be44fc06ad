import type {Hierarchy} from '../../../src/graph/hierarchy/hierarchy.js';
import {Labels} from '../../../src/graph/hierarchy/labels.js';

/** How labels are kept: whole arcs in their own rows; ids of arcs; not at all, but grown when they are needed. */
export const labelModes = ['packed', 'ids', 'none'] as const;
export type LabelMode = (typeof labelModes)[number];

/** What labels may take on disk where nothing else is said, mebibytes. */
export const DEFAULT_LABEL_BUDGET_MIB = 4096;

/** The quickest way to keep labels that stays within a budget. */
export function affordableMode(hierarchies: readonly Hierarchy[], budgetMiB: number): LabelMode {
  const bytes = expectedBytes(hierarchies);
  return labelModes.find((mode) => bytes[mode] <= budgetMiB * 2 ** 20) ?? 'none';
}

/** What labels, and the arcs that they are made of, will take on disk in each mode, to some per cent. */
export function expectedBytes(hierarchies: readonly Hierarchy[]): Record<LabelMode, number> {
  let labels = 0;
  let labelArcs = 0;
  let climbs = 0;
  for (const hierarchy of hierarchies) {
    labels += 2 * hierarchy.rank.length;
    labelArcs += hierarchy.rank.length * meanLabelArcs(hierarchy);
    climbs += hierarchy.upArc.length + hierarchy.downArc.length;
  }
  return {
    packed: labels * PACKED_ROW + labelArcs * PACKED_ARC,
    ids: labels * IDS_ROW + labelArcs * IDS_ARC + climbs * CLIMB_ROW,
    none: climbs * CLIMB_ROW,
  };
}

/** Bytes of a row, its index entries and what is left empty on its page; of an arc in a label. */
const PACKED_ROW = 230;
const PACKED_ARC = 21;
const IDS_ROW = 110;
const IDS_ARC = 4;
const CLIMB_ROW = 115;

/** Labels that are looked at to know the size of all. */
const SAMPLE = 500;

/** Arcs of a label, both directions together. */
function meanLabelArcs(hierarchy: Hierarchy): number {
  const count = hierarchy.rank.length;
  const sample = Math.min(SAMPLE, count);
  let arcs = 0;
  for (const direction of ['onwards', 'against'] as const) {
    const labels = new Labels(hierarchy, direction);
    for (let place = 0; place < sample; place++) {
      arcs += labels.of(hierarchy.rank[Math.floor((place * count) / sample)]).length;
    }
  }
  return arcs / Math.max(1, sample);
}
