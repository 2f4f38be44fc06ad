import {existsSync} from 'node:fs';
import path from 'node:path';
import {openNetwork} from '../../../loader/open-network.js';
import {openEmbeddedEngine} from '../../../src/engines/embedded/engine.js';
import {packageRoot} from '../../../src/package-root.js';
import type {RoutingEngine, Snap} from '../../../src/routing/engine.js';
import {RoutingError} from '../../../src/routing/errors.js';

const file = path.resolve(packageRoot, '../shared/data/porto.osm.pbf');
const never = new AbortController().signal;

const present = existsSync(file);
(present ? describe : describe.skip)(present ? 'on a real city' : `on a real city: NOT RUN, ${file} is absent`, () => {
  let engine: RoutingEngine;
  let version: string;
  let snaps: Snap[];
  beforeAll(async () => {
    const network = await openNetwork(file, () => {}, never);
    engine = openEmbeddedEngine(network);
    const points = Array.from({length: 30}, (_, i) => {
      const node = (i * 7919) % network.nodes.count;
      return {position: [network.nodes.lon[node] + 2e-4, network.nodes.lat[node]] as const, radiusMetres: 2000};
    });
    const [answer] = await engine.snap([{profile: 'CAR', points}], never);
    if (answer instanceof RoutingError) throw answer;
    ({version} = answer);
    snaps = answer.points.map(({main}) => main!);
  });

  test.each(['FASTEST', 'SHORTEST'] as const)(
    '%s paths, from both ends, cost what the matrix, from one, says',
    async (objective) => {
      const [origins, destinations] = [snaps.slice(0, 13), snaps.slice(13)];
      const ask = {version, profile: 'CAR' as const, objective};
      const [costs] = await engine.costs([{...ask, origins, destinations}], never);
      const pairs = origins.flatMap((from) => destinations.map((to) => ({...ask, from, to})));
      const paths = await engine.paths(pairs, never);
      if (costs instanceof RoutingError) throw costs;
      expect(paths.map((found) => (found instanceof RoutingError ? Infinity : found.cost))).toEqual([...costs.cost]);
      expect(paths.filter((found) => found instanceof RoutingError)).toEqual([]);
    },
  );

  test('what one leaves to is what arrives from it: each place reached in time reaches back', async () => {
    const [from, to] = snaps;
    const ask = {version, profile: 'CAR' as const, objective: 'FASTEST' as const, from, to};
    const [path] = await engine.paths([ask], never);
    if (path instanceof RoutingError) throw path;
    const last = path.arcs[path.arcs.length - 1];
    const budget = path.arcs.reduce((sum, {seconds, turnSeconds}) => sum + seconds + turnSeconds, 1);
    const reach = {version, profile: 'CAR' as const, measure: 'seconds' as const, budget};
    const [there, back] = await engine.reach(
      [
        {...reach, origins: [from], direction: 'DEPART'},
        {...reach, origins: [to], direction: 'ARRIVE'},
      ],
      never,
    );
    if (there instanceof RoutingError || back instanceof RoutingError) throw new Error('no reach');
    expect([...there.edge]).toContain(last.edge);
    expect([...back.edge]).toContain(path.arcs[0].edge);
  });
});
