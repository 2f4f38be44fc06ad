import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {roadql, startRoadql, type Running} from './roadql.js';
import {streetFile} from './street-file.js';

let database: TestDatabase;
let gateway: Running;
let url: string;

beforeAll(async () => {
  database = await createDatabase();
  expect((await roadql(['load', streetFile('first', 4)], {DATABASE_ADMIN_URL: database.adminUrl})).code).toBe(0);
  gateway = startRoadql(['serve', '--engine', 'pgrouting', '--port', '0'], {DATABASE_URL: database.gatewayUrl});
  [, url] = await gateway.says(/GraphiQL: (http:\/\/[^/\s]+)\/graphiql/);
});

afterAll(async () => {
  gateway.child.kill('SIGTERM');
  await gateway.ended;
  await database.drop();
});

/** The length of a route along the first three streets, and the network that it was found in. */
async function route(): Promise<{source: string; metres: number; errors: unknown}> {
  const query = `{
    network {source}
    route(waypoints: [{lon: 10.0001, lat: 50}, {lon: 10.0029, lat: 50}]) {routes {distance}}
  }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({query}),
  });
  const {data, errors} = (await response.json()) as {
    data: {network: {source: string}; route: {routes: {distance: number}[]} | null};
    errors?: unknown;
  };
  return {source: data.network.source, metres: data.route?.routes[0].distance ?? NaN, errors};
}

test('a gateway answers all through loads of other files, and then from the newest', async () => {
  const seen = new Set<string>();
  let loading = true;
  const asking = (async () => {
    while (loading) {
      const {source, metres, errors} = await route();
      expect(errors).toBeUndefined();
      expect(metres).toBeCloseTo(200.7, 0);
      seen.add(source);
    }
  })();
  for (const [name, streets] of [
    ['second', 6],
    ['third', 8],
  ] as const) {
    const {code} = await roadql(['load', streetFile(name, streets)], {DATABASE_ADMIN_URL: database.adminUrl});
    expect(code).toBe(0);
  }
  while ((await route()).source !== 'third.geojson') await new Promise((resolve) => setTimeout(resolve, 50));
  loading = false;
  await asking;
  expect(seen).toContain('first.geojson');
});
