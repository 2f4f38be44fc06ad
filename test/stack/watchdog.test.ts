import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {watchdog} from '../../database/stack/watchdog.js';
import {firstLine, startSource} from './source-process.js';

let folder: string;
let mark: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchdog-'));
  mark = join(folder, 'done');
});

afterEach(() => rmSync(folder, {recursive: true, force: true}));

test('a process that is killed has its work done by the watchdog', async () => {
  const child = startSource('test/stack/watchdog-probe.ts', [mark]);
  expect(await firstLine(child)).toBe('up');
  child.kill('SIGKILL');
  while (!existsSync(mark)) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(existsSync(mark)).toBe(true);
});

test('a watchdog that is called off does nothing', async () => {
  await watchdog('touch "$1"', [mark])();
  expect(existsSync(mark)).toBe(false);
});
