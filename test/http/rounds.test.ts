import {IncomingMessage, ServerResponse} from 'node:http';
import {Socket} from 'node:net';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {FastifyReply} from 'fastify';
import {clientSignal} from '../../src/http/client-signal.js';
import {loadingEngine} from '../../src/http/loading-engine.js';
import {Rounds} from '../../src/http/rounds.js';
import type {Overloaded} from '../../src/routing/errors.js';
import {startGateway, type TestGateway} from './gateway.js';

let gateway: TestGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const query = '{nearestNode(at: {lon: 1, lat: 1}) {id}}';

/** Lets requests of these lengths enter at once. @returns the round of the event loop in which each of them began */
async function roundsOf(lengths: readonly number[]): Promise<number[]> {
  const rounds = new Rounds(Infinity);
  const begun: number[] = [];
  let round = 0;
  // ahead of what the rounds themselves wait for
  const goRound = () => {
    round++;
    if (begun.length < lengths.length) setImmediate(goRound);
  };
  setImmediate(goRound);
  for (const bytes of lengths) rounds.enter(bytes, () => begun.push(round));
  while (begun.length < lengths.length) await nextTurn();
  return begun;
}

/** How many began in each round. */
function counts(begun: readonly number[]): number[] {
  return begun.reduce<number[]>((sizes, round) => {
    sizes[round] = (sizes[round] ?? 0) + 1;
    return sizes;
  }, []);
}

test('short requests begin by sixteen, a round of the event loop each', async () => {
  expect(counts(await roundsOf(Array.from({length: 50}, () => 240)))).toEqual([16, 16, 16, 2]);
});

test('of long requests fewer begin at once, of the longest one; none waits for ever', async () => {
  expect(counts(await roundsOf(Array.from({length: 8}, () => 6000)))).toEqual([4, 4]);
  expect(counts(await roundsOf([100_000, 100_000, 100]))).toEqual([1, 1, 1]);
});

test('one that comes when nobody waits begins at once, in this round and in later ones', async () => {
  const rounds = new Rounds(Infinity);
  for (let round = 0; round < 3; round++) {
    let begun = 0;
    for (let count = 0; count < 16; count++) rounds.enter(200, () => begun++);
    expect(begun).toBe(16);
    await nextTurn();
  }
});

test('one that has waited for longer than it may is told so instead, and takes no room', async () => {
  let time = 0;
  const rounds = new Rounds(1000, () => time);
  const told: (Overloaded | undefined)[] = [];
  for (let count = 0; count < 40; count++) rounds.enter(1500, (refused) => told.push(refused));
  time = 1001;
  rounds.enter(100, (refused) => told.push(refused));
  await nextTurn();
  expect(told.map((refused) => refused?.code)).toEqual([
    ...Array.from({length: 16}, () => undefined),
    ...Array.from({length: 24}, () => 'OVERLOADED'),
    undefined,
  ]);
});

test('a gateway answers many more requests than fit in a round, and each of them right', async () => {
  const engine = {
    ...loadingEngine('embedded'),
    nearestNodes: (asks: readonly unknown[]) => Promise.resolve(asks.map(() => ({version: 'v', nodes: []}) as never)),
  };
  gateway = await startGateway(engine);
  const long = query + ' '.repeat(1000);
  const answers = await Promise.all(Array.from({length: 120}, () => gateway!.ask(long)));
  expect(answers.map(({status, data}) => [status, data])).toEqual(answers.map(() => [200, {nearestNode: []}]));
});

test('what a client that hung up while it waited has asked for is called off from the start', () => {
  const raw = new ServerResponse(new IncomingMessage(new Socket()));
  expect(clientSignal({raw} as FastifyReply).aborted).toBe(false);
  raw.destroy();
  expect(clientSignal({raw} as FastifyReply).aborted).toBe(true);
});
