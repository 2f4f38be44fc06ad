import fc from 'fast-check';
import {Batcher, type BatcherOptions} from '../../../src/engines/pgrouting/batcher.js';
import type {Operation} from '../../../src/engines/pgrouting/operation.js';
import {NetworkUnavailable, NoRoute, Overloaded, Timeout} from '../../../src/routing/errors.js';

const never = new AbortController().signal;

/** A statement that the test ends when it likes. */
interface Sent {
  readonly asks: readonly string[];
  readonly signal: AbortSignal;
  answer(): void;
  fail(error: Error): void;
}

/** Every statement of a test, so that none outlives it. */
const all: Sent[] = [];

afterEach(async () => {
  while (all.length > 0) {
    all.pop()?.answer();
    await turns();
  }
});

/** An operation whose asks are words, keyed by their first letter; each is answered in upper case. */
function words(sent: Sent[], capacity = 10, name = 'words'): Operation<string, string> {
  return {
    name,
    capacity,
    weight: () => 1,
    key: (ask) => ask[0],
    run: (asks, {signal}) =>
      new Promise((resolve, reject) => {
        const statement: Sent = {
          asks,
          signal,
          answer: () => resolve(asks.map((ask) => (ask.endsWith('!') ? new NoRoute() : ask.toUpperCase()))),
          fail: reject,
        };
        sent.push(statement);
        all.push(statement);
      }),
  };
}

function batcher(options: Partial<BatcherOptions> = {}): Batcher {
  return new Batcher({connections: 1, queueMax: 100, timeoutMs: 10_000, ...options});
}

/** Two turns: one for the dispatch, one for what it brings about. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('asks of one turn of the event loop share a statement, and each gets its own answer', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  const answers = Promise.all(['a1', 'a2', 'a3'].map((word) => ask(word, never)));
  await turns();
  expect(sent.map(({asks}) => asks)).toEqual([['a1', 'a2', 'a3']]);
  sent[0].answer();
  expect(await answers).toEqual(['A1', 'A2', 'A3']);
});

test('asks that come while every connection is busy gather, and go together when one frees', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  void ask('a1', never);
  await turns();
  for (const word of ['a2', 'a3', 'a4']) {
    void ask(word, never);
    await turns();
  }
  expect(sent).toHaveLength(1);
  sent[0].answer();
  await turns();
  expect(sent[1].asks).toEqual(['a2', 'a3', 'a4']);
});

test('asks that may not share a statement go apart, first come first served, whatever their operation', async () => {
  const sent: Sent[] = [];
  const line = batcher();
  const ask = line.open(words(sent));
  const other = line.open(words(sent, 10, 'other'));
  const answers = [ask('a1', never), other('a2', never), ask('b1', never), ask('a3', never), other('a4', never)];
  for (let statement = 0; statement < 3; statement++) {
    await turns();
    sent[statement].answer();
  }
  await Promise.all(answers);
  expect(sent.map(({asks}) => asks)).toEqual([['a1', 'a3'], ['a2', 'a4'], ['b1']]);
});

test('an ask beyond what may wait is refused, and those that wait are not', async () => {
  const sent: Sent[] = [];
  const ask = batcher({queueMax: 2}).open(words(sent));
  const waiting = [ask('a1', never), ask('a2', never)];
  await expect(ask('a3', never)).rejects.toBeInstanceOf(Overloaded);
  await turns();
  sent[0].answer();
  expect(await Promise.all(waiting)).toEqual(['A1', 'A2']);
});

test('an ask whose signal aborts while it waits leaves the queue alone', async () => {
  const sent: Sent[] = [];
  const line = batcher();
  const ask = line.open(words(sent));
  const gone = new AbortController();
  void ask('a1', never);
  await turns();
  const left = ask('a2', gone.signal);
  void ask('a3', never);
  gone.abort(new Error('hung up'));
  await expect(left).rejects.toThrow('hung up');
  expect(line.waiting).toBe(1);
  sent[0].answer();
  await turns();
  expect(sent[1].asks).toEqual(['a3']);
});

test('a statement is aborted only when the last of its asks has gone', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  const [one, two] = [new AbortController(), new AbortController()];
  const answers = [ask('a1', one.signal), ask('a2', two.signal)].map((answer) => answer.catch((error: Error) => error));
  await turns();
  one.abort();
  expect(sent[0].signal.aborted).toBe(false);
  two.abort();
  expect(sent[0].signal.aborted).toBe(true);
  expect((await Promise.all(answers)).map((error) => (error as Error).name)).toEqual(['AbortError', 'AbortError']);
});

test('an ask whose signal was aborted before is never sent', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  await expect(ask('a1', AbortSignal.abort())).rejects.toMatchObject({name: 'AbortError'});
  await turns();
  expect(sent).toHaveLength(0);
});

test('an ask whose time is up is told so, waiting or sent, and its statement is aborted', async () => {
  const sent: Sent[] = [];
  const ask = batcher({timeoutMs: 30}).open(words(sent));
  const asked = [ask('a1', never), ask('b1', never)];
  for (const answer of asked) await expect(answer).rejects.toEqual(new Timeout(30));
  expect(sent).toHaveLength(1);
  expect(sent[0].signal.aborted).toBe(true);
});

test('an ask that fails alone leaves the others of its statement their answers', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  const [bad, good] = [ask('a1!', never), ask('a2', never)];
  await turns();
  sent[0].answer();
  await expect(bad).rejects.toBeInstanceOf(NoRoute);
  expect(await good).toBe('A2');
});

test('after an internal failure each ask is tried apart once, so only the bad one fails', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  const answers = ['a1', 'aX', 'a2'].map((word) => ask(word, never));
  const outcomes = Promise.allSettled(answers);
  await turns();
  sent[0].fail(new Error('internal'));
  for (let statement = 1; statement <= 3; statement++) {
    await turns();
    if (sent[statement].asks[0] === 'aX') sent[statement].fail(new Error('still'));
    else sent[statement].answer();
  }
  expect((await outcomes).map(({status}) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(sent.map(({asks}) => asks.length)).toEqual([3, 1, 1, 1]);
});

test('a failure that ends the whole is not tried again', async () => {
  const sent: Sent[] = [];
  const ask = batcher().open(words(sent));
  const outcomes = Promise.allSettled(['a1', 'a2'].map((word) => ask(word, never)));
  await turns();
  sent[0].fail(new NetworkUnavailable('away'));
  expect((await outcomes).map(({status}) => status)).toEqual(['rejected', 'rejected']);
  await turns();
  expect(sent).toHaveLength(1);
});

test('a closed batcher refuses what waits and what comes', async () => {
  const line = batcher();
  const ask = line.open(words([]));
  const waiting = ask('a1', never);
  line.close();
  await expect(waiting).rejects.toBeInstanceOf(NetworkUnavailable);
  await expect(ask('a2', never)).rejects.toBeInstanceOf(NetworkUnavailable);
});

test('whatever arrives when: every ask gets its own answer, within capacity and connections', async () => {
  const arrival = fc.record({word: fc.stringMatching(/^[abc][0-9]{3}$/), turnsBefore: fc.nat(2)});
  const limits = fc.record({capacity: fc.integer({min: 1, max: 5}), connections: fc.integer({min: 1, max: 3})});
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, {maxLength: 40}), limits, async (arrivals, {capacity, connections}) => {
      let running = 0;
      const operation: Operation<string, string> = {
        ...words([], capacity),
        async run(asks) {
          expect(++running).toBeLessThanOrEqual(connections);
          expect(asks.length).toBeLessThanOrEqual(capacity);
          expect(new Set(asks.map((ask) => ask[0])).size).toBe(1);
          await turns();
          running--;
          return asks.map((ask) => ask.toUpperCase());
        },
      };
      const ask = batcher({connections, queueMax: 1000}).open(operation);
      const answers: Promise<string>[] = [];
      for (const {word, turnsBefore} of arrivals) {
        for (let turn = 0; turn < turnsBefore; turn++) await turns();
        answers.push(ask(word, never));
      }
      expect(await Promise.all(answers)).toEqual(arrivals.map(({word}) => word.toUpperCase()));
    }),
    {numRuns: 50},
  );
});
