import {workerData} from 'piscina';
import {readGraphFile} from '../../../graph/graph-file.js';
import type {Costs, CostsAsk, Reach, ReachAsk} from '../../../routing/engine.js';
import {Timeout} from '../../../routing/errors.js';
import {findCosts} from '../costs.js';
import {Deadline} from '../deadline.js';
import {EdgeRecords} from '../edge-records.js';
import {networkInfo} from '../network-info.js';
import {findReach} from '../reach.js';
import {SearchSpaces} from '../search-space.js';
import {findPackedWays, type PackedWays} from './path-message.js';
import {findPackedSnaps} from './snap-message.js';

/** What a thread is opened with. */
export interface ThreadNetwork {
  readonly file: string;
  /** That the file had when it was mapped; another may have been put in its place since. */
  readonly version: string;
  readonly timeoutMs: number;
}

/** What a thread is asked: to open the network and no more, or packed points or paths, or one long search. */
export type Asked =
  | {readonly open: true}
  | {readonly snaps: Float64Array}
  | {readonly paths: Float64Array}
  | {readonly reach: ReachAsk}
  | {readonly costs: CostsAsk};

/** What a long search found, or that it took too long. */
export type LongFound<Answer> = Answer | 'TIMEOUT';

/** What comes of it: nothing, packed candidates, packed ways, or what was reached, or what it costs. */
export type Found = null | Float64Array | PackedWays | LongFound<Reach> | LongFound<Costs>;

/** What a thread of `SearchThreads` does, over and over. @throws Error the file is another network's by now, or gone */
module.exports = async (asked: Asked): Promise<Found> => {
  const {network, spaces, timeoutMs} = await (opened ??= open(workerData as ThreadNetwork));
  if ('snaps' in asked) return findPackedSnaps(network, spaces, asked.snaps);
  if ('paths' in asked) return findPackedWays(spaces, asked.paths, timeoutMs);
  const deadline = new Deadline(timeoutMs, () => performance.now());
  if ('reach' in asked) return inTime(() => findReach(spaces.of(asked.reach.profile), asked.reach, deadline));
  // nobody else has a turn here
  const pause = () => Promise.resolve();
  if ('costs' in asked) return inTime(() => findCosts(spaces.of(asked.costs.profile), asked.costs, deadline, pause));
  return null;
};

/** An error of ours would be any error at the other end. */
async function inTime<Answer>(search: () => Answer | Promise<Answer>): Promise<LongFound<Answer>> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof Timeout) return 'TIMEOUT';
    throw error;
  }
}

let opened: ReturnType<typeof open> | undefined;

async function open({file, version, timeoutMs}: ThreadNetwork) {
  const network = await readGraphFile(file);
  if (networkInfo(network).version !== version) throw new Error(`${file} is another network by now.`);
  return {network, spaces: new SearchSpaces(network, new EdgeRecords(network)), timeoutMs};
}
