import {workerData} from 'piscina';
import {readGraphFile} from '../../../graph/graph-file.js';
import {EdgeRecords} from '../edge-records.js';
import {networkInfo} from '../network-info.js';
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

/** What a thread is asked: to open the network and no more, or points, or paths. */
export type Asked = {readonly open: true} | {readonly snaps: Float64Array} | {readonly paths: Float64Array};

/** What comes of it: nothing, packed candidates, or packed ways. */
export type Found = null | Float64Array | PackedWays;

/** What a thread of `SearchThreads` does, over and over. @throws Error the file is another network's by now, or gone */
module.exports = async (asked: Asked): Promise<Found> => {
  const {network, spaces, timeoutMs} = await (opened ??= open(workerData as ThreadNetwork));
  if ('snaps' in asked) return findPackedSnaps(network, spaces, asked.snaps);
  if ('paths' in asked) return findPackedWays(spaces, asked.paths, timeoutMs);
  return null;
};

let opened: ReturnType<typeof open> | undefined;

async function open({file, version, timeoutMs}: ThreadNetwork) {
  const network = await readGraphFile(file);
  if (networkInfo(network).version !== version) throw new Error(`${file} is another network by now.`);
  return {network, spaces: new SearchSpaces(network, new EdgeRecords(network)), timeoutMs};
}
