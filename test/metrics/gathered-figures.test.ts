import fc from 'fast-check';
import {Counter, Gauge, Histogram, Registry} from 'prom-client';
import {GatheredFigures} from '../../src/metrics/gathered-figures.js';
import {Scrape} from './scrape.js';

/** What a worker counts with. */
function worker() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({name: 'requests_total', help: 'Requests.', labelNames: ['operation'], registers}),
    seconds: new Histogram({name: 'seconds', help: 'Seconds.', buckets: [1, 2], registers}),
    waiting: new Gauge({name: 'waiting', help: 'Waiting.', registers}),
    loaded: new Gauge({name: 'loaded', help: 'Loaded.', aggregator: 'max', registers}),
  };
}

test('workers that come and go never make a sum go backwards', async () => {
  const step = fc.record({worker: fc.nat({max: 2}), ends: fc.boolean(), operation: fc.constantFrom('Route', 'Matrix')});
  await fc.assert(
    fc.asyncProperty(fc.array(step, {maxLength: 30}), async (steps) => {
      const gathered = new GatheredFigures();
      const workers = new Map<number, ReturnType<typeof worker>>();
      let generation = 0;
      let ids = [0, 1, 2];
      for (const [done, {worker: place, ends, operation}] of steps.entries()) {
        const id = ids[place];
        const own = workers.get(id) ?? worker();
        workers.set(id, own);
        own.requests.inc({operation});
        own.seconds.observe(1.5);
        gathered.set(id, await own.registry.getMetricsAsJSON());
        if (ends) {
          gathered.end(id);
          ids = ids.with(place, 3 + generation++);
        }
        const scrape = new Scrape(await gathered.text());
        expect(scrape.sum('requests_total')).toBe(done + 1);
        expect(scrape.sum('seconds_count')).toBe(done + 1);
        expect(scrape.sum('seconds_bucket', {le: '2'})).toBe(done + 1);
      }
    }),
    {numRuns: 30},
  );
});

test('queues add up, what all have in common does not, and both go with their worker', async () => {
  const gathered = new GatheredFigures();
  for (const id of [1, 2]) {
    const own = worker();
    own.waiting.set(5);
    own.loaded.set(1000);
    gathered.set(id, await own.registry.getMetricsAsJSON());
  }
  const both = new Scrape(await gathered.text());
  expect([both.sum('waiting'), both.sum('loaded')]).toEqual([10, 1000]);
  gathered.end(1);
  expect(new Scrape(await gathered.text()).sum('waiting')).toBe(5);
});
