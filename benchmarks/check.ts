/** Something that a run has to show, with the figures that it was judged by. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  /** One sentence for a reader. */
  readonly figures: string;
}
