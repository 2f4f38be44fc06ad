import {readdirSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {findBinaries} from '../../database/stack/binaries.js';
import type {StackUrls} from '../../database/stack/stack.js';
import {removeLeftovers} from '../../database/stack/leftovers.js';
import {packageRoot} from '../../src/package-root.js';
import {connectDirectly} from '../../src/postgres/connect.js';
import {stackUrls} from './database.js';
import {ending, firstLine, startSource} from './source-process.js';

const program = 'database/stack/main.ts';
const env = {...process.env};
delete env.DATABASE_URL;
delete env.DATABASE_ADMIN_URL;
const installed = typeof findBinaries(env) !== 'string';

function listens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

function foldersOf(pid: number | undefined): string[] {
  return readdirSync(join(packageRoot, '.roadql')).filter((name) => name.startsWith(`stack-${pid}-`));
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

(installed ? describe : describe.skip)(
  installed ? 'a stack in the foreground' : 'a stack in the foreground (not tested: its programs are not installed)',
  () => {
    test.each(['SIGINT', 'SIGTERM'] as const)(
      'it prints its addresses first, and %s ends all of it',
      async (signal) => {
        const child = startSource(program, ['--json'], env);
        const urls = JSON.parse(await firstLine(child)) as StackUrls;
        expect(Object.keys(urls)).toEqual(['direct', 'pooled', 'gateway']);
        await (await connectDirectly(urls.direct, 'test')).end();
        expect(foldersOf(child.pid)).toHaveLength(1);
        child.kill(signal);
        expect(await ending(child)).toBe(0);
        expect(await Promise.all([urls.direct, urls.pooled, urls.gateway].map(listens))).toEqual([false, false, false]);
        expect(foldersOf(child.pid)).toEqual([]);
      },
    );

    test('killed outright, its servers end and its files go all the same', async () => {
      const child = startSource(program, ['--json'], env);
      const urls = JSON.parse(await firstLine(child)) as StackUrls;
      child.kill('SIGKILL');
      expect(await ending(child)).toBe('SIGKILL');
      await until(async () => !(await listens(urls.direct)) && !(await listens(urls.gateway)));
      await until(() => foldersOf(child.pid).length === 0);
      expect(removeLeftovers()).not.toContainEqual(expect.stringContaining(`stack-${child.pid}-`));
    });

    test('an argument that it does not know is a wrong usage', async () => {
      const child = startSource(program, ['--jsno'], env);
      await expect(firstLine(child)).rejects.toThrow(/Unknown argument --jsno/);
      expect(await ending(child)).toBe(2);
    });
  },
);

test("an operator's own database is used as it is, and nothing is started", async () => {
  const {direct, gateway, pooled} = stackUrls();
  const child = startSource(program, ['--json'], {...env, DATABASE_URL: gateway, DATABASE_ADMIN_URL: direct});
  expect(JSON.parse(await firstLine(child))).toEqual({direct, pooled, gateway});
  expect(foldersOf(child.pid)).toEqual([]);
  child.kill('SIGTERM');
  expect(await ending(child)).toBe(0);
});

test("a half of an operator's own is a failure that says which half is missing", async () => {
  const child = startSource(program, ['--json'], {...env, DATABASE_URL: 'postgres://x@127.0.0.1:1/x'});
  await expect(firstLine(child)).rejects.toThrow(/DATABASE_ADMIN_URL must be/);
  expect(await ending(child)).toBe(1);
});
