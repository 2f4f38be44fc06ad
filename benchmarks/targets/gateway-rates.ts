import type {BenchGround} from '../bench.js';
import type {Check} from '../check.js';
import {load} from '../load.js';
import type {PlaceToAsk} from '../places.js';
import type {Question} from '../question.js';
import {matrix, route, routeAnswer, routes20} from '../routing-questions.js';
import type {BenchSize} from '../size.js';
import {type Server, startConstant, startGateway, startJsonScalar, startWholeTable} from '../server.js';
import {constantRoute, wholeTableRoute} from '../yardstick-questions.js';
import {findLongRoute} from './long-route.js';
import {target} from './target.js';

const CLIENTS = 50;
/** More searches of the whole table than these would wait for nothing but each other. */
const WHOLE_TABLE_CLIENTS = 10;
/** Which keeps a worker much busier than the load generator, whose core is one of the two. */
const MATRIX = 25;
const HEAVY_CLIENTS = 20;
const ROUNDS = 5;

export interface RatesOptions {
  readonly ground: BenchGround;
  readonly places: (seed: number) => () => PlaceToAsk;
  readonly size: Pick<BenchSize, 'secondsEach' | 'warmUpSeconds'>;
  readonly say: (line: string) => void;
}

/** What the gateway answers a second through GraphQL, against plainer ways to the same. */
export async function gatewayTargets(options: RatesOptions): Promise<Check[]> {
  const {ground, places, say} = options;
  const {programs, networkFile, database} = ground;
  const servers: Server[] = [];
  const started = async (starting: Promise<Server>) => {
    const server = await starting;
    servers.push(server);
    return server;
  };
  const against = (name: string, atLeast: number, ours: Side, plain: Side) => {
    say(name);
    return ratesInTurn(name, atLeast, ours, plain, options);
  };
  try {
    const embedded = await started(startGateway(programs, 'embedded', networkFile, null));
    const single = {server: embedded, question: route, clients: CLIENTS};
    const inOne = {server: embedded, question: routes20, clients: CLIENTS};
    const constant = await started(startConstant(programs, await routeAnswer(embedded, places(1))));
    const long = await findLongRoute(embedded, places(2));
    const scalar = await started(startJsonScalar(programs, networkFile));
    const checks = [
      await against(
        `embedded route through GraphQL, ${CLIENTS} clients / Apollo with a constant resolver`,
        0.6,
        single,
        {
          server: constant,
          question: constantRoute,
          clients: CLIENTS,
        },
      ),
      await against('20 embedded routes in one request / in 20 requests', 3, inOne, single),
      await against(
        `a route of ${long.vertices} vertices / the same as an object through a JSON scalar`,
        3,
        {server: embedded, question: long.question, clients: CLIENTS},
        {server: scalar, question: long.question, clients: CLIENTS},
      ),
    ];
    const two = await started(startGateway(programs, 'embedded', networkFile, null, {WORKERS: '2'}));
    const heavy = {question: matrix(MATRIX), clients: HEAVY_CLIENTS};
    checks.push(
      await against(
        `two workers / one worker, matrices of ${MATRIX} x ${MATRIX}`,
        1.6,
        {server: two, ...heavy},
        {server: embedded, ...heavy},
      ),
    );
    if (database) {
      const pgrouting = await started(startGateway(programs, 'pgrouting', networkFile, database));
      const whole = await started(startWholeTable(programs, database));
      checks.push(
        await against(
          `pgrouting route through GraphQL, ${CLIENTS} clients / one whole-table call a request`,
          80,
          {server: pgrouting, question: route, clients: CLIENTS},
          {server: whole, question: wholeTableRoute, clients: WHOLE_TABLE_CLIENTS},
        ),
      );
    }
    return checks;
  } finally {
    for (const server of servers) await server.stop();
  }
}

interface Side {
  readonly server: Server;
  readonly question: Question;
  readonly clients: number;
}

async function ratesInTurn(
  name: string,
  atLeast: number,
  ours: Side,
  plain: Side,
  {places, size: {secondsEach, warmUpSeconds}}: RatesOptions,
): Promise<Check> {
  let failed = 0;
  let firstFailure: string | null = null;
  const asking = async ({server, question, clients}: Side) => {
    const prepared = await question.prepare(server, places(3));
    return async (seconds: number) => {
      const one = await load(server.origin, prepared, clients, seconds);
      // what its clients did not wait for is not to be in the other's way
      await fetch(server.origin + (question === wholeTableRoute ? '/' : '/readyz'));
      failed += one.failed;
      firstFailure ??= one.firstFailure;
      return (question.unitsPerRequest * one.times.length) / one.seconds;
    };
  };
  const [askOurs, askPlain] = [await asking(ours), await asking(plain)];
  await askOurs(warmUpSeconds);
  await askPlain(warmUpSeconds);
  const rates: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    rates[0].push(await askOurs(secondsEach));
    rates[1].push(await askPlain(secondsEach));
  }
  const check = target(name, atLeast, 'rates', ...rates);
  if (failed === 0) return check;
  return {...check, passed: false, figures: `${check.figures}; ${failed} failed, the first with ${firstFailure}`};
}
