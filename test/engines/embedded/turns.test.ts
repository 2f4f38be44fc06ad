import {setImmediate as loopRound} from 'node:timers/promises';
import {Turns} from '../../../src/engines/embedded/turns.js';
import {Overloaded} from '../../../src/routing/errors.js';

describe('turns on the thread', () => {
  const {signal} = new AbortController();
  let clock = 0;
  const done: string[] = [];
  beforeEach(() => {
    clock = 0;
    done.length = 0;
  });

  /** A piece of work of so many milliseconds. */
  const work = (name: string, milliseconds: number) => () => {
    done.push(name);
    clock += milliseconds;
  };

  test('are taken in the order in which they were asked for, whoever comes while others wait', async () => {
    const turns = new Turns(() => clock, Infinity);
    const first = turns.run(signal, work('first', 6));
    const waiting = ['second', 'third'].map((name) => turns.run(signal, work(name, 6)));
    expect(done).toEqual(['first']);
    const last = waiting[0].then(() => turns.run(signal, work('last', 1)));
    await Promise.all([first, ...waiting, last]);
    expect(done).toEqual(['first', 'second', 'third', 'last']);
  });

  test('last some milliseconds, and the event loop goes round between two', async () => {
    const turns = new Turns(() => clock, Infinity);
    await turns.run(signal, work('first', 5));
    const waiting = Array.from({length: 7}, (_, i) => turns.run(signal, work(String(i), 2)));
    const counts: number[] = [];
    while (done.length < 8) {
      await loopRound();
      counts.push(done.length);
    }
    await Promise.all(waiting);
    expect(counts.filter((count, i) => count !== counts[i - 1])).toEqual(expect.arrayContaining([4, 7, 8]));
  });

  test('are refused to whoever waited too long, and not given to whoever went away', async () => {
    const turns = new Turns(() => clock, 100);
    const client = new AbortController();
    await turns.run(signal, work('first', 5));
    const long = turns.run(signal, work('long', 101));
    const gone = turns.run(client.signal, work('gone', 1));
    const late = turns.run(signal, work('late', 1));
    client.abort(new Error('hung up'));
    await long;
    await expect(gone).rejects.toThrow('hung up');
    await expect(late).rejects.toThrow(Overloaded);
    await expect(turns.run(client.signal, work('again', 1))).rejects.toThrow('hung up');
    expect(done).toEqual(['first', 'long']);
  });

  test('end with what the work throws', async () => {
    const turns = new Turns(() => clock, Infinity);
    const failing = () => {
      throw new RangeError('no such edge');
    };
    await expect(turns.run(signal, failing)).rejects.toThrow(RangeError);
    await turns.run(signal, work('long', 9));
    await expect(turns.run(signal, failing)).rejects.toThrow(RangeError);
  });
});
