import {readdirSync, readFileSync, readlinkSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {serverAccount} from '../../database/stack/account.js';
import {ask, askUntil, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {answerOf, keepLong, startUpstream, type Upstream} from './upstream.js';

let upstream: Upstream;
let nginx: Nginx;

beforeAll(async () => {
  upstream = await startUpstream();
  nginx = await startNginx({gateways: [upstream.url]});
});

afterAll(async () => {
  await nginx.stop();
  await upstream.close();
});

/** The master and its workers. */
function processes(): number[] {
  const children = readFileSync(`/proc/${nginx.pid}/task/${nginx.pid}/children`, 'utf8');
  return [nginx.pid, ...children.trim().split(/\s+/).map(Number)];
}

function files(folder: string): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('no process of Nginx runs as root (looked up in /proc)', () => {
  const uids = processes().map((pid) => statSync(`/proc/${pid}`).uid);
  expect(uids.length).toBeGreaterThanOrEqual(2);
  expect(new Set(uids)).toEqual(new Set([serverAccount().uid ?? process.getuid?.()]));
});

onLinux('Nginx holds no file open for writing but under TMP_PATH and CACHE_PATH (looked up in /proc)', async () => {
  upstream.answer = (arrival) => ({...answerOf(arrival, keepLong), body: 'x'.repeat(3_000_000)});
  await ask(nginx.url + graphqlPath(persisted('large')));
  await ask(nginx.url + graphqlPath({query: '{large}'}));
  await ask(`${nginx.url}/graphql`, {method: 'POST', body: ' '.repeat(1024 * 1024)});
  upstream.answer = (arrival) => answerOf(arrival, keepLong);
  const written = processes().flatMap((pid) =>
    readdirSync(`/proc/${pid}/fd`)
      .filter((fd) => /^flags:\s+\d*[12]$/m.test(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8')))
      .map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
      .filter((path) => path.startsWith('/') && !path.startsWith('/dev/')),
  );
  const own = [nginx.tmpPath, nginx.cachePath];
  expect(written.length).toBeGreaterThan(0);
  // standard error goes to a file that the test gave it
  expect(written.filter((path) => !own.some((folder) => path.startsWith(folder)) && !/error\.log$/.test(path))).toEqual(
    [],
  );
});

test('it starts with folders that are empty, and needs no others', () => {
  expect(files(nginx.tmpPath).map((path) => path.slice(nginx.tmpPath.length + 1))).toEqual(
    expect.arrayContaining(['nginx.conf', 'nginx.pid']),
  );
});

test('each answer is a file that names its key, and one that is removed is asked for anew', async () => {
  const path = graphqlPath(persisted('purge'));
  await ask(nginx.url + path);
  expect((await ask(nginx.url + path)).cache).toBe('HIT');
  const hash = /[0-9a-f]{64}/.exec(decodeURIComponent(path))![0];
  const kept = files(nginx.cachePath).filter((file) => readFileSync(file, 'latin1').includes(hash));
  expect(kept).toHaveLength(1);
  rmSync(kept[0]);
  // Nginx holds the file open for some seconds
  expect((await askUntil(nginx.url + path, ({cache}) => cache !== 'HIT')).cache).toBe('MISS');
  expect((await ask(nginx.url + path)).cache).toBe('HIT');
});

test('a reload keeps the cache and loses no request', async () => {
  const path = graphqlPath(persisted('reload'));
  await ask(nginx.url + path);
  let reloaded = false;
  const asking = (async () => {
    const statuses: number[] = [];
    while (!reloaded) statuses.push((await ask(nginx.url + graphqlPath({query: '{a}'}))).status);
    return statuses;
  })();
  const before = processes();
  nginx.reload();
  while (processes().some((pid) => pid !== nginx.pid && before.includes(pid))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  reloaded = true;
  const statuses = await asking;
  expect(statuses.length).toBeGreaterThan(0);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await ask(nginx.url + path)).cache).toBe('HIT');
});
