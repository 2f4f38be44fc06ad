import type {Costs, CostsAsk, Reach, ReachAsk} from '../../../routing/engine.js';
import type {PackedWays} from './path-message.js';

/** One long search, and until when it may wait, by the clock of `sharedMs`. */
export type AskedLong = ({readonly reach: ReachAsk} | {readonly costs: CostsAsk}) & {readonly untilMs: number};

/** What a thread is asked: to open the network and no more, or packed points or paths, or one long search. */
export type Asked = {readonly open: true} | {readonly snaps: Float64Array} | {readonly paths: Float64Array} | AskedLong;

/** What a long search found, or that it took or waited too long. */
export type LongFound<Answer> = Answer | 'TIMEOUT' | 'OVERLOADED';

/** What comes of it: nothing, packed candidates, packed ways, or what was reached, or what it costs. */
export type Found = null | Float64Array | PackedWays | LongFound<Reach> | LongFound<Costs>;

/** A clock that all threads of a process share and that never goes back, milliseconds. */
export function sharedMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
