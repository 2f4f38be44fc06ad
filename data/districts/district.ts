import type {Cell} from '../cell.js';
import type {Draft} from '../draft.js';
import type {Names} from '../names.js';
import type {Random} from '../random.js';

/** A cell with all that it takes to fill it with streets. */
export interface District {
  readonly draft: Draft;
  readonly cell: Cell;
  readonly random: Random;
  readonly names: Names;
  readonly name: string;
  /** The direction that its neighbours to both sides share: radians from east. */
  readonly angle: number;
}

/** Fills a district's cell with its streets. */
export type FillDistrict = (district: District) => void;
