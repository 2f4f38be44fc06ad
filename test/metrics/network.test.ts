import type {NetworkInfo} from '../../src/routing/engine.js';
import {NetworkUnavailable, Overloaded, Timeout} from '../../src/routing/errors.js';
import {createMetrics} from '../../src/metrics/metrics.js';
import {Scrape} from './scrape.js';

const first: NetworkInfo = {
  version: 'first',
  source: 'city.osm.pbf',
  loadedAt: new Date('2026-01-02T03:04:05Z'),
  bbox: [0, 0, 1, 1],
  nodeCount: 2,
  edgeCount: 1,
  profiles: ['CAR'],
  attribution: '',
};

/** Metrics of a network that is looked up so. */
function metricsOf(look: () => Promise<NetworkInfo>) {
  const metrics = createMetrics();
  let looks = 0;
  metrics.watchNetwork(() => {
    looks++;
    return look();
  });
  return {scrape: async () => new Scrape(await metrics.text()), looks: () => looks};
}

test('after a swap the old version has no series any more', async () => {
  let served = first;
  const {scrape} = metricsOf(() => Promise.resolve(served));
  expect((await scrape()).all('roadql_network_info').map(({labels}) => labels.version)).toEqual(['first']);
  served = {...first, version: 'second', loadedAt: new Date('2026-02-02T03:04:05Z')};
  const after = await scrape();
  expect(after.all('roadql_network_info').map(({labels}) => labels.version)).toEqual(['second']);
  expect(after.sum('roadql_network_loaded_timestamp_seconds')).toBe(served.loadedAt.getTime() / 1000);
});

test('a network that is not there is absent, and the scrape holds all the rest', async () => {
  let isThere = true;
  const away = new NetworkUnavailable('The database does not answer.');
  const {scrape} = metricsOf(() => (isThere ? Promise.resolve(first) : Promise.reject(away)));
  await scrape();
  isThere = false;
  const without = await scrape();
  expect(without.all('roadql_network_info')).toEqual([]);
  expect(without.all('roadql_network_loaded_timestamp_seconds')).toEqual([]);
  expect(without.all('process_resident_memory_bytes')).toHaveLength(1);
  isThere = true;
  expect((await scrape()).all('roadql_network_loaded_timestamp_seconds')).toHaveLength(1);
});

test('an engine that does not answer at all does not hold up the scrape', async () => {
  let isStuck = false;
  const {scrape} = metricsOf(() => (isStuck ? new Promise(() => undefined) : Promise.resolve(first)));
  await scrape();
  isStuck = true;
  expect((await scrape()).all('roadql_network_info')).toHaveLength(1);
});

test.each([new Overloaded(1000), new Timeout(1000), new Error('aborted')])(
  'an engine that is too busy to say (%s) serves what it served before',
  async (busy) => {
    let isBusy = false;
    const {scrape} = metricsOf(() => (isBusy ? Promise.reject(busy) : Promise.resolve(first)));
    await scrape();
    isBusy = true;
    expect((await scrape()).all('roadql_network_info').map(({labels}) => labels.version)).toEqual(['first']);
  },
);

test('a source whose name is not plain text is quoted', async () => {
  const source = 'a "city"\\of\nroads';
  const {scrape} = metricsOf(() => Promise.resolve({...first, source}));
  const [{labels}] = (await scrape()).all('roadql_network_info');
  expect(labels.source).toBe('a \\"city\\"\\\\of\\nroads');
});

test('a scrape looks the network up once', async () => {
  const {scrape, looks} = metricsOf(() => Promise.resolve(first));
  await scrape();
  expect(looks()).toBe(1);
  await scrape();
  expect(looks()).toBe(2);
});
