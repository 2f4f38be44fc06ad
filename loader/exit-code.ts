/** What the `roadql` command ends with. */
export const exitCode = {
  done: 0,
  /** Something went wrong; the network that was served before still is. */
  failed: 1,
  /** Wrong usage, or input that cannot be read. */
  usage: 2,
  /** The same file is loaded already. */
  alreadyLoaded: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** A mistake on the command line or in the environment, said in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
