import Table from 'cli-table3';
import {openNetwork} from '../loader/open-network.js';
import {openEngine} from '../src/engines/open-engine.js';
import {RequestEngine} from '../src/routing/batched-engine.js';
import type {RoutingEngine} from '../src/routing/engine.js';
import {planIsochrone} from '../src/routing/isochrone.js';
import type {Limits} from '../src/routing/limits.js';
import {planMatrix} from '../src/routing/matrix.js';
import {findNearestNodes} from '../src/routing/nearest-node.js';
import {isochroneCost, matrixCost, nearestNodeCost, routeCost} from '../src/routing/query-cost.js';
import {planRoute} from '../src/routing/route.js';
import {randomPlaces} from './places.js';

/**
 * Holds src/routing/query-cost.ts against the clock: asks queries of many sizes one after another, each several times
 * at random places, and prints what each cost by the model and took by the clock.
 * `node dist/benchmarks/query-costs.js [NETWORK]`; with DATABASE_URL in the environment on the pgRouting engine, whose
 * database has to hold the same network.
 */
async function main(path: string | null, databaseUrl: string | undefined): Promise<void> {
  const network = await openNetwork(path, () => undefined, new AbortController().signal);
  const engine =
    databaseUrl === undefined
      ? openEngine({engine: 'embedded', network})
      : openEngine({
          engine: 'pgrouting',
          databaseUrl,
          batchMax: 64,
          queueMax: 1000,
          queryTimeoutMs: PATIENCE_MS,
          edgeStoreBytes: 256 * 1024 * 1024,
        });
  try {
    const table = new Table({head: ['query', 'cost', 'ms', 'CPU ms'], style: {head: [], border: []}});
    for (const sample of samples(randomPlaces(network, 1))) table.push(await measure(sample, engine));
    process.stdout.write(`${table.toString()}\n`);
  } finally {
    await engine.close();
  }
}

/** Longest that one search may take, milliseconds. */
const PATIENCE_MS = 120_000;
const RUNS = 7;
const noLimits: Limits = {
  maxWaypoints: Infinity,
  maxMatrixCells: Infinity,
  maxContours: Infinity,
  maxContourSeconds: Infinity,
  maxContourMetres: Infinity,
};

interface Sample {
  readonly name: string;
  /** At places of its own at each call. */
  readonly next: () => {readonly cost: number; readonly ask: Ask};
}

type Ask = (engine: RoutingEngine, signal: AbortSignal) => Promise<unknown>;

interface Variant {
  readonly contours?: number;
  readonly origins?: number;
  readonly profile?: 'CAR' | 'BICYCLE' | 'FOOT';
}

function samples(nextPlace: () => {readonly lon: number; readonly lat: number}): Sample[] {
  const places = (count: number) => Array.from({length: count}, nextPlace);
  const common = {profile: 'CAR', objective: 'FASTEST'} as const;
  const route = (count: number): Sample => ({
    name: `route, ${count} waypoints`,
    next() {
      const query = {...common, waypoints: places(count)};
      const ask: Ask = async (engine, signal) =>
        (await planRoute(engine, query, noLimits, signal)).routes[0].line.polyline(6);
      return {cost: routeCost(query, noLimits), ask};
    },
  });
  const matrix = (rows: number, columns: number): Sample => ({
    name: `matrix, ${rows} × ${columns}`,
    next() {
      const query = {...common, origins: places(rows), destinations: places(columns)};
      return {
        cost: matrixCost(query, noLimits),
        ask: (engine, signal) => planMatrix(engine, query, noLimits, signal),
      };
    },
  });
  const isochrone = (
    name: string,
    contour: {readonly time?: number; readonly distance?: number},
    {contours = 1, origins = 1, profile = 'CAR'}: Variant = {},
  ): Sample => ({
    name: `isochrone, ${name}`,
    next() {
      const query = {
        origins: places(origins),
        contours: Array.from({length: contours}, () => contour),
        profile,
        direction: 'DEPART' as const,
      };
      const ask: Ask = async (engine, signal) =>
        (await planIsochrone(engine, query, noLimits, signal)).contours.map(({area, geometry}) => [area, geometry]);
      return {cost: isochroneCost(query, noLimits), ask};
    },
  });
  const nearest = (count: number): Sample => ({
    name: `nearestNode, ${count}`,
    next() {
      const query = {at: nextPlace(), profile: 'CAR' as const, count};
      return {cost: nearestNodeCost(query), ask: (engine, signal) => findNearestNodes(engine, query, signal)};
    },
  });
  return [
    ...[2, 5, 25].map(route),
    ...[1, 100].map(nearest),
    matrix(1, 100),
    matrix(100, 1),
    matrix(25, 25),
    matrix(100, 100),
    ...[300, 600, 900, 1800, 3600].map((time) => isochrone(`${time} s`, {time})),
    ...[5000, 10_000, 20_000].map((distance) => isochrone(`${distance} m`, {distance})),
    isochrone('900 s by bicycle', {time: 900}, {profile: 'BICYCLE'}),
    isochrone('900 s on foot', {time: 900}, {profile: 'FOOT'}),
    isochrone('900 s, 8 contours', {time: 900}, {contours: 8}),
    isochrone('3600 s, 8 contours', {time: 3600}, {contours: 8}),
    isochrone('900 s, 5 origins', {time: 900}, {origins: 5}),
    isochrone('900 s, 25 origins', {time: 900}, {origins: 25}),
  ];
}

async function measure({name, next}: Sample, engine: RoutingEngine): Promise<string[]> {
  const clock: number[] = [];
  const processor: number[] = [];
  let cost = 0;
  for (let run = 0; run < RUNS; run++) {
    const {cost: weighed, ask} = next();
    cost = weighed;
    const {signal} = new AbortController();
    const [started, used] = [performance.now(), process.cpuUsage()];
    await ask(new RequestEngine(engine, signal), signal);
    clock.push(performance.now() - started);
    const {user, system} = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  return [name, cost.toFixed(1), median(clock).toFixed(1), median(processor).toFixed(1)];
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

main(process.argv[2] ?? null, process.env.DATABASE_URL).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
