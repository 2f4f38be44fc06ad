import type {OnProgress} from '../../../src/graph/road.js';

/** What is done to each group of tables, in order. */
const steps = {writing: 'rows', indexing: 'steps', verifying: 'steps'} as const;
type Step = keyof typeof steps;

/**
 * Progress of groups of tables that are written beside each other: the first of the phases that not all are through. What
 * others have done of the next ones by then is told when its turn comes.
 */
export class StageProgress {
  private readonly done: Record<Step, number> = {writing: 0, indexing: 0, verifying: 0};
  private readonly waiting = Object.keys(steps) as Step[];

  /** @param totals rows, statements and groups that there are */
  constructor(
    private readonly totals: Readonly<Record<Step, number>>,
    private readonly onProgress: OnProgress,
  ) {
    this.tell('writing');
  }

  add(step: Step, count: number): void {
    this.done[step] += count;
    if (step !== this.waiting[0]) return;
    this.tell(step);
    while (this.waiting.length > 1 && this.done[this.waiting[0]] === this.totals[this.waiting[0]]) {
      this.waiting.shift();
      this.tell(this.waiting[0]);
    }
  }

  private tell(step: Step): void {
    this.onProgress(step, this.done[step], this.totals[step], steps[step]);
  }
}
