import {profileNames} from '../../src/profiles/profile.js';
import {startGateway, type TestGateway} from '../http/gateway.js';
import {RandomWaypoints} from './random-waypoints.js';
import {loadCity, type LoadedCity, sample} from './real-city.js';

describe('through HTTP, on the sample city', () => {
  let city: LoadedCity;
  let gateway: TestGateway;
  let random: RandomWaypoints;
  beforeAll(async () => {
    city = await loadCity(sample);
    await city.database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    random = new RandomWaypoints(city.network, 'statements');
  }, 120_000);
  beforeEach(async () => {
    gateway = await startGateway(city.engines[1], {LOG_LEVEL: 'error'});
    await city.database.query('SELECT pg_stat_statements_reset()');
  });
  afterEach(() => gateway.close());
  afterAll(() => city?.close());

  /** A route that no other is equal to. */
  const route = (alias: string) => {
    const [from, to] = [random.besideRoad(), random.besideRoad()].map(({lon, lat}) => `{lon: ${lon}, lat: ${lat}}`);
    return `${alias}: route(waypoints: [${from}, ${to}]) {routes {distance duration polyline legs {annotations {edgeIds}}}}`;
  };

  test('20 different routes of one request reach PostgreSQL as 3 statements at most', async () => {
    const aliases = Array.from({length: 20}, (_, i) => `r${i}`);
    const {data, errors} = await gateway.ask(`{${aliases.map(route).join('\n')}}`);
    expect(errors).toBeUndefined();
    for (const alias of aliases) expect(data?.[alias]).toMatchObject({routes: [{}]});
    const run = await statementsRun(city);
    expect(run.reduce((sum, {calls}) => sum + calls, 0)).toBeLessThanOrEqual(3);
    expect(run.map(({file}) => file).sort()).toEqual(['edges', 'paths', 'snap']);
  });

  test('100 requests at once, a route each, reach PostgreSQL as 30 statements at most', async () => {
    const hundred = () => Promise.all(Array.from({length: 100}, () => gateway.ask(`{${route('r')}}`)));
    // opens the hundred connections: while they are being made, requests come in one after another
    await hundred();
    await city.database.query('SELECT pg_stat_statements_reset()');
    const answers = await hundred();
    expect(answers.flatMap(({errors}) => errors ?? [])).toEqual([]);
    const calls = (await statementsRun(city)).reduce((sum, run) => sum + run.calls, 0);
    expect(calls).toBeGreaterThanOrEqual(3);
    expect(calls).toBeLessThanOrEqual(30);
  });

  test('a request of many kinds and profiles runs no statement more than twice a profile', async () => {
    const fields = profileNames.flatMap((profile) => {
      const at = random.besideRoad();
      const place = `{lon: ${at.lon}, lat: ${at.lat}}`;
      return [
        `near${profile}: nearestNode(at: ${place}, profile: ${profile}) {id}`,
        `area${profile}: isochrone(origins: [${place}], contours: [{time: 60}], profile: ${profile}) {contours {area}}`,
      ];
    });
    const {errors} = await gateway.ask(`{${fields.join('\n')} network {version}}`);
    expect(errors).toBeUndefined();
    const most = Math.max(...(await statementsRun(city)).map(({calls}) => calls));
    // the profiles' searches are different statements, the edges before and after a box's are asked for apart
    expect(most).toBeLessThanOrEqual(2 * profileNames.length);
  });
});

/** The gateway's statements that the server has run since its count was reset, by its own count and the files' names. */
function statementsRun({database}: LoadedCity): Promise<{file: string; calls: number}[]> {
  return database.query(
    `SELECT substring(query FROM '^-- ([a-z-]+)[.]sql') AS file, sum(calls)::int AS calls
       FROM pg_stat_statements
      WHERE toplevel AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND userid = (SELECT oid FROM pg_roles WHERE rolname = 'roadql_gateway')
        AND query !~* '^(SET|SHOW|BEGIN|COMMIT|DISCARD|RESET)'
      GROUP BY 1`,
  );
}
