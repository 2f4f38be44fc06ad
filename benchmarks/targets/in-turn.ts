/** Milliseconds that a piece of work took, as it measured itself. */
export type Timed = () => Promise<number>;

/**
 * Takes times of two pieces of work in turns, so that drift of the machine meets both alike. Each is done once before.
 * @returns milliseconds of each round
 */
export async function timesInTurn(
  rounds: number,
  ours: Timed,
  plain: Timed,
): Promise<[ours: number[], plain: number[]]> {
  await ours();
  await plain();
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(await ours());
    times[1].push(await plain());
  }
  return times;
}

/** How long a piece of work takes, milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
