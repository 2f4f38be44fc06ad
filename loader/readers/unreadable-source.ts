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
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const problem =
      code === 'ENOENT' ? 'does not exist'
      : code === 'EACCES' ? 'may not be read by this user'
      : code === 'EISDIR' ? 'is a folder, not a file'
      : error instanceof Error ? error.message
      : String(error);
    return new UnreadableSource(path, problem, {cause: error});
  }
}
