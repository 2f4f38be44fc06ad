/** A file that is no graph file, or one that this version cannot trust. */
export class UnreadableGraphFile extends Error {
  override readonly name = 'UnreadableGraphFile';
  /** @param problem what is wrong, as the end of a sentence that begins with the path */
  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(`${path} ${problem}`);
  }
}
