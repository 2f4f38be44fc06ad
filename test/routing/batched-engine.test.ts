import {RequestEngine} from '../../src/routing/batched-engine.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {planMatrix} from '../../src/routing/matrix.js';
import {planRoute} from '../../src/routing/route.js';
import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

const never = new AbortController().signal;

/** Passes everything on, and counts the calls and their asks. */
function counting(engine: RoutingEngine): {engine: RoutingEngine; calls: string[]} {
  const calls: string[] = [];
  const counted = new Proxy(engine, {
    get(target, verb) {
      const member: unknown = Reflect.get(target, verb);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const asked = args.find((arg) => Array.isArray(arg));
        calls.push(`${String(verb)} ${Array.isArray(asked) ? asked.length : 0}`);
        return Reflect.apply(member, target, args);
      };
    },
  });
  return {engine: counted, calls};
}

describe('the engine of one request', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.load(
      engines[0],
      map`
      a --- b --- c
      |     |     |
      d --- e --- f
    `,
    );
  });
  const plan = (engine: RoutingEngine, from: string, to: string) =>
    planRoute(
      engine,
      {waypoints: [town.at(from), town.at(to)], profile: 'CAR', objective: 'FASTEST'},
      defaultLimits,
      never,
    );

  test('sends the asks of many routes as one batch a verb', async () => {
    const {engine, calls} = counting(town.engine);
    const request = new RequestEngine(engine, never);
    const pairs = [
      ['ab', 'ef'],
      ['ab', 'cf'],
      ['de', 'bc'],
      ['ad', 'be'],
    ];
    const routes = await Promise.all(pairs.map(([from, to]) => plan(request, from, to)));
    expect(calls).toEqual(['snap 4', 'paths 4']);
    const alone = await Promise.all(pairs.map(([from, to]) => plan(town.engine, from, to)));
    expect(routes.map(({routes}) => routes[0].line.geometry())).toEqual(
      alone.map(({routes}) => routes[0].line.geometry()),
    );
  });

  test('asks for the edges of all routes at once, of an engine whose paths come without', async () => {
    const {engine, calls} = counting({
      ...town.engine,
      paths: async (asks, signal) =>
        (await town.engine.paths(asks, signal)).map((path) => {
          if (path instanceof RoutingError) return path;
          const {cost, edges, forward, arcs} = path;
          return {cost, edges, forward, arcs};
        }),
    });
    const request = new RequestEngine(engine, never);
    const [one, other] = await Promise.all([plan(request, 'ab', 'ef'), plan(request, 'de', 'bc')]);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['snap', 'paths', 'edges']);
    for (const [{routes}, from, to] of [
      [one, 'ab', 'ef'],
      [other, 'de', 'bc'],
    ] as const) {
      const alone = await plan(town.engine, from, to);
      expect(routes[0].line.geometry()).toEqual(alone.routes[0].line.geometry());
      expect(routes[0].line.polyline()).toBe(alone.routes[0].line.polyline());
      expect(routes[0].legs[0].annotations).toEqual(alone.routes[0].legs[0].annotations);
    }
  });

  test('sends equal asks once', async () => {
    const {engine, calls} = counting(town.engine);
    const request = new RequestEngine(engine, never);
    const [one, other] = await Promise.all([plan(request, 'ab', 'ef'), plan(request, 'ab', 'ef')]);
    expect(calls.slice(0, 2)).toEqual(['snap 1', 'paths 1']);
    expect(one.routes[0].distance).toBe(other.routes[0].distance);
  });

  test('sends routes and matrices of one request side by side', async () => {
    const {engine, calls} = counting(town.engine);
    const request = new RequestEngine(engine, never);
    const cells = {
      origins: [town.at('ab')],
      destinations: [town.at('cf')],
      profile: 'CAR',
      objective: 'FASTEST',
    } as const;
    await Promise.all([plan(request, 'ab', 'ef'), planMatrix(request, cells, defaultLimits, never)]);
    expect(calls.filter((call) => call.startsWith('snap'))).toEqual(['snap 2']);
  });

  test('gives one bad ask its error and leaves the others their answers', async () => {
    const request = new RequestEngine(town.engine, never);
    const far = {waypoints: [town.at('ab'), {lon: 0, lat: 0}], profile: 'CAR', objective: 'FASTEST'} as const;
    const [good, bad] = await Promise.allSettled([
      plan(request, 'ab', 'ef'),
      planRoute(request, far, defaultLimits, never),
    ]);
    expect(good.status).toBe('fulfilled');
    expect(bad).toMatchObject({status: 'rejected', reason: {code: 'POINT_NOT_NEAR_NETWORK'}});
  });

  test('asks what is loaded once', async () => {
    const {engine, calls} = counting(town.engine);
    const request = new RequestEngine(engine, never);
    await Promise.all([request.network(), request.network()]);
    expect(calls).toEqual(['network 0']);
  });
});
