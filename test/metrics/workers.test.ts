import {execFileSync} from 'node:child_process';
import {startRoadql} from '../loader/cli/roadql.js';
import {scrape} from './scrape.js';
import {ask, routeQuery} from './served.js';

test('with several workers a scrape has the figures of all, and no sum goes back when one of them is killed', async () => {
  const gateway = startRoadql(['serve', '--port', '0'], {WORKERS: '2'});
  try {
    const [, url] = await gateway.says(/GraphiQL: (http:\/\/[^/\s]+)\/graphiql/);
    // on connections of their own, which the workers take in turn
    const askOnce = () => ask(url, routeQuery, {connection: 'close'}).then((response) => response.text());
    const counted = async () => (await scrape(url)).sum('roadql_requests_total', {operation: 'Across', outcome: 'ok'});

    for (let i = 0; i < 10; i++) await askOnce();
    expect([await counted(), await counted(), await counted()]).toEqual([10, 10, 10]);
    const figures = await scrape(url);
    expect(figures.all('roadql_network_info').map(({value}) => value)).toEqual([1]);
    expect(figures.sum('roadql_network_loaded_timestamp_seconds')).toBeLessThan(Date.now() / 1000);

    const [worker] = childrenOf(gateway.child.pid!);
    process.kill(worker, 'SIGKILL');
    await gateway.says(/a worker ended; another takes its place/);
    expect(await counted()).toBe(10);
    await askOnce();
    expect(await counted()).toBe(11);
  } finally {
    gateway.child.kill('SIGTERM');
  }
  expect((await gateway.ended).code).toBe(0);
});

/** The process ids of a process's children. */
function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], {encoding: 'utf8'}).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([of]) => of === parent).map(([, child]) => child);
}
