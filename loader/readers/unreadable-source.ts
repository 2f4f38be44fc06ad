/** A source file, or its mapping, that cannot be read: the message names the file and says what is wrong with it. */
export class UnreadableSource extends Error {
  /**
   * @param path     the file as the user named it
   * @param problem  what is wrong, as the rest of a sentence that starts with the file's name
   */
  constructor(
    readonly path: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${problem}`);
    this.name = 'UnreadableSource';
    if (options?.cause !== undefined) this.cause = options.cause;
  }

  /** An error of the file system or of a parser, told as a problem of the file. */
  static from(path: string, error: unknown): UnreadableSource {
    if (error instanceof UnreadableSource) return error;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    return new UnreadableSource(path, systemProblems.get(code) ?? messageOf(error), {cause: error});
  }
}

const systemProblems = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EACCES', 'may not be read by this user'],
  ['EISDIR', 'is a folder, not a file'],
]);

/** What a caught value says. Told by its members: an error of another realm is no instance of this one's Error. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
