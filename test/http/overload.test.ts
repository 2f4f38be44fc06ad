import {request} from 'node:http';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import {loadingEngine} from '../../src/http/loading-engine.js';
import {Overloaded} from '../../src/routing/errors.js';
import {openNetwork} from '../../loader/open-network.js';
import {startGateway, type TestGateway} from './gateway.js';

let gateway: TestGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const query = '{nearestNode(at: {lon: 1, lat: 1}) {id}}';

/** An engine that answers when it is told to. */
function slowEngine() {
  const answers: (() => void)[] = [];
  const nearestNodes = () =>
    new Promise<never[]>((resolve) => answers.push(() => resolve([{version: 'v', nodes: []}] as never)));
  const asked = async (count: number) => {
    while (answers.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return {engine: {...loadingEngine('embedded'), nearestNodes}, answers, asked};
}

test('one request more than QUEUE_MAX is refused at once, and let in once another is answered', async () => {
  const {engine, answers, asked} = slowEngine();
  gateway = await startGateway(engine, {QUEUE_MAX: '3'});
  const first = [1, 2, 3].map(() => gateway!.ask(query));
  await asked(3);

  const {status, headers, data, errors} = await gateway.ask(query);
  expect({status, data}).toEqual({status: 503, data: undefined});
  expect(errors).toEqual([{message: expect.any(String) as string, extensions: {code: 'OVERLOADED'}}]);
  expect(headers.get('retry-after')).toBe('1');
  expect(headers.get('cache-control')).toBe('no-store');
  // who asks how it is hears so all the same
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);

  answers[0]();
  expect((await first[0]).status).toBe(200);
  const next = gateway.ask(query);
  await asked(4);
  for (const answer of answers) answer();
  expect((await next).status).toBe(200);
  await Promise.all(first);
  expect(gateway.logged.filter(({errorCodes}) => String(errorCodes) === 'OVERLOADED')).toHaveLength(1);
});

test('a request whose client has hung up counts no longer', async () => {
  const {engine, answers, asked} = slowEngine();
  gateway = await startGateway(engine, {QUEUE_MAX: '1'});
  const sent = request(`${gateway.url}/graphql`, {method: 'POST', headers: {'content-type': 'application/json'}});
  sent.on('error', () => undefined).end(JSON.stringify({query}));
  await asked(1);
  expect((await gateway.ask(query)).status).toBe(503);
  sent.destroy();
  const pending = (async () => {
    let answer = await gateway.ask(query);
    while (answer.status === 503) answer = await gateway.ask(query);
    return answer;
  })();
  await asked(2);
  for (const answer of answers) answer();
  expect((await pending).data).toEqual({nearestNode: []});
});

test('a refused request is not read: a body that never ends does not keep its place', async () => {
  const {engine, answers, asked} = slowEngine();
  gateway = await startGateway(engine, {QUEUE_MAX: '1'});
  const first = gateway.ask(query);
  await asked(1);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = {'content-type': 'application/json', 'content-length': 1000};
    const sent = request(`${gateway!.url}/graphql`, {method: 'POST', headers}, (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on('error', reject).write('{');
  });
  expect(status).toBe(503);
  answers[0]();
  await first;
});

describe('the embedded engine', () => {
  const never = new AbortController().signal;
  const place = {position: [-30, 45] as const, radiusMetres: 2000};
  const asks = Array.from({length: 200}, () => ({
    profile: 'CAR' as const,
    points: Array.from({length: 20}, () => place),
  }));

  test('lets the event loop go round between any two batches that wait, however many do', async () => {
    const network = await openNetwork(null, () => undefined, never);
    // every look at the clock takes 10 ms: no ask finds the turn of another long enough
    let time = 0;
    const engine = openEmbeddedEngine(network, {now: () => (time += 10)});
    let rounds = 0;
    let isAsking = true;
    const goRound = () => {
      rounds++;
      if (isAsking) setImmediate(goRound);
    };
    setImmediate(goRound);
    await Promise.all(asks.map((ask) => engine.snap([ask], never)));
    isAsking = false;
    expect(rounds).toBeGreaterThanOrEqual(asks.length - 1);
  });

  test('refuses a batch that has waited for longer than it may, before it searches', async () => {
    const network = await openNetwork(null, () => undefined, never);
    let time = 0;
    const engine = openEmbeddedEngine(network, {longestWaitMs: 20_000, now: () => (time += 10)});
    const answers = await Promise.allSettled(asks.map((ask) => engine.snap([ask], never)));
    const refused = answers.filter(({status}) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(asks.length);
    expect(refused.map((answer) => 'reason' in answer && answer.reason instanceof Overloaded)).not.toContain(false);
  });
});
