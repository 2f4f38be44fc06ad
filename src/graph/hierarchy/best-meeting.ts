import type {Climb} from './climb.js';

/** Where two climbs meet at the least cost; rank -1 where none is below the bound. */
export interface Meeting {
  readonly rank: number;
  readonly cost: number;
}

/**
 * Lets two started climbs go on until what either has still to settle is no less than their best meeting.
 * @param bound   meetings of this cost or more are not wanted
 * @param settled hears of every place settled; may throw
 */
export function bestMeeting(ahead: Climb, behind: Climb, bound: number, settled: () => void): Meeting {
  let rank = -1;
  let cost = bound;
  for (;;) {
    const onwards = ahead.frontier;
    const against = behind.frontier;
    if (onwards >= cost && against >= cost) return {rank, cost};
    const near = onwards <= against ? ahead : behind;
    const place = near.settle();
    if (place < 0) continue;
    settled();
    const total = ahead.costOf(place) + behind.costOf(place);
    if (total < cost) {
      cost = total;
      rank = place;
    }
  }
}
