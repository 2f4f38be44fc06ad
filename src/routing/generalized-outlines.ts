import type {Ring} from './outline.js';
import {simplifiedOutlines} from './simplified-outlines.js';
import {withoutSmallHoles} from './small-holes.js';

/** Below this tolerance samples are not merged: the cells would hold about one each. */
const MERGED_FROM_METRES = 200;
/** Larger cells would leave gaps between roads that are reached. */
const LARGEST_CELL_METRES = 75;

/**
 * Side of the cells in which samples are merged before coarse outlines are drawn (generalizedSamples); 0 for not at
 * all. It only saves time: what is drawn between corners of cells differs from the exact outline by about a cell's
 * diagonal, which is less than a fifth of the tolerance.
 */
export function mergedCellMetres(toleranceMetres: number): number {
  return toleranceMetres < MERGED_FROM_METRES ? 0 : Math.min(LARGEST_CELL_METRES, toleranceMetres / 8);
}

/**
 * Outlines of one query made coarser: holes of less than the tolerance squared are filled, points are left out as long
 * as the line stays within the tolerance of the one it was. They are made so together: each still lies within those
 * that it lay within, and is valid.
 */
export function generalizedOutlines(outlines: readonly (readonly Ring[])[], toleranceMetres: number): Ring[][] {
  const left = toleranceMetres - mergedCellMetres(toleranceMetres) * Math.SQRT2;
  return simplifiedOutlines(
    outlines.map((rings) => withoutSmallHoles(rings, toleranceMetres ** 2)),
    left,
  );
}
