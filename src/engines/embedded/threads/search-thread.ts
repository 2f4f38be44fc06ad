import {workerData} from 'piscina';
import {readGraphFile} from '../../../graph/graph-file.js';
import type {Costs, Reach} from '../../../routing/engine.js';
import {Timeout} from '../../../routing/errors.js';
import {findCosts} from '../costs.js';
import {Deadline} from '../deadline.js';
import {EdgeRecords} from '../edge-records.js';
import {networkInfo} from '../network-info.js';
import {findReach} from '../reach.js';
import {SearchSpaces} from '../search-space.js';
import {type Asked, type AskedLong, type Found, type LongFound, sharedMs} from './message.js';
import {findPackedWays} from './path-message.js';
import {findPackedSnaps} from './snap-message.js';

/** What a thread is opened with. */
export interface ThreadNetwork {
  readonly file: string;
  /** That the file had when it was mapped; another may have been put in its place since. */
  readonly version: string;
  /** After which a search is given up, milliseconds. */
  readonly timeoutMs: number;
}

/** What a thread of `SearchThreads` does, over and over. @throws Error the file is another network's by now, or gone */
module.exports = async (asked: Asked): Promise<Found> => {
  const {network, spaces, timeoutMs} = await (opened ??= open(workerData as ThreadNetwork));
  if ('open' in asked) return null;
  if ('snaps' in asked) return findPackedSnaps(network, spaces, asked.snaps);
  if ('paths' in asked) return findPackedWays(spaces, asked.paths, timeoutMs);
  return searchLong(spaces, asked, new Deadline(timeoutMs, sharedMs));
};

let opened: ReturnType<typeof open> | undefined;

async function open({file, version, timeoutMs}: ThreadNetwork) {
  const network = await readGraphFile(file);
  if (networkInfo(network).version !== version) throw new Error(`${file} is another network by now.`);
  return {network, spaces: new SearchSpaces(network, new EdgeRecords(network)), timeoutMs};
}

async function searchLong(
  spaces: SearchSpaces,
  asked: AskedLong,
  deadline: Deadline,
): Promise<LongFound<Reach> | LongFound<Costs>> {
  if (sharedMs() > asked.untilMs) return 'OVERLOADED';
  try {
    if ('reach' in asked) return findReach(spaces.of(asked.reach.profile), asked.reach, deadline);
    // nobody else has a turn here
    return await findCosts(spaces.of(asked.costs.profile), asked.costs, deadline, () => Promise.resolve());
  } catch (error) {
    // at the other end it would be any error
    if (error instanceof Timeout) return 'TIMEOUT';
    throw error;
  }
}
