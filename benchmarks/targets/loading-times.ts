import {execFile, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {connectDirectly} from '../../src/postgres/connect.js';
import type {BenchGround} from '../bench.js';
import type {Check} from '../check.js';
import type {LoadedDatabase} from '../database.js';
import {timeOf} from './in-turn.js';
import {target} from './target.js';

const run = promisify(execFile);

/** As Debian's package has it: the roads that cars may take. */
const MAP_CONFIG = '/usr/share/osm2pgrouting/mapconfig_for_cars.xml';
const NAMES = ['osm2pgrouting / roadql load --no-hierarchies', 'osm2pgrouting / roadql load, with all hierarchies'];
const DATABASE = 'osm2pgrouting';

/**
 * `roadql load` (three profiles, turn restrictions) against osm2pgrouting (cars alone, from XML, which it needs), into the
 * same server. Nothing is installed for it: where the programs are absent, the figures say so and nothing passes.
 */
export async function loadingTargets(
  {programs, networkFile}: BenchGround,
  {urls}: LoadedDatabase,
  say: (line: string) => void,
): Promise<Check[]> {
  const absent = whatIsAbsent(networkFile);
  if (absent) return NAMES.map((name) => ({name, passed: false, figures: `not measured: ${absent}`}));
  const folder = mkdtempSync(join(tmpdir(), 'roadql-bench-'));
  const admin = await connectDirectly(urls.direct, 'roadql bench: loading');
  try {
    const xml = join(folder, 'network.osm');
    await run('osmium', ['cat', networkFile, '-o', xml]);
    await admin.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await admin.query(`CREATE DATABASE ${DATABASE}`);
    say('osm2pgrouting');
    const theirs = await timeOf(() => osm2pgrouting(xml, urls.direct));
    const load = (...options: string[]) => {
      say(['roadql load', ...options].join(' '));
      const args = ['load', networkFile, '--force', '--database', urls.direct, ...options];
      return timeOf(() => run(process.execPath, [...programs.roadql, ...args]));
    };
    const bare = await load('--no-hierarchies');
    const whole = await load();
    return [target(NAMES[0], 2, 'times', [bare], [theirs]), target(NAMES[1], 0.5, 'times', [whole], [theirs])];
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await admin.end();
    rmSync(folder, {recursive: true});
  }
}

function whatIsAbsent(networkFile: string): string | null {
  if (!/\.osm\.pbf$/.test(networkFile)) return 'the network is no OpenStreetMap file';
  if (!existsSync(MAP_CONFIG)) return 'no osm2pgrouting, of the Debian package of that name';
  return spawnSync('osmium', ['--version']).error ? 'no osmium, of the Debian package osmium-tool' : null;
}

async function osm2pgrouting(xml: string, directUrl: string): Promise<void> {
  const url = new URL(directUrl);
  url.pathname = `/${DATABASE}`;
  const database = await connectDirectly(url.href, 'roadql bench: loading');
  await database.query('CREATE EXTENSION postgis; CREATE EXTENSION pgrouting; CREATE EXTENSION hstore');
  await database.end();
  const login = [
    ['--dbname', DATABASE],
    ['--username', decodeURIComponent(url.username)],
    ['--password', decodeURIComponent(url.password)],
    ['--host', url.hostname],
    ['--port', url.port],
  ];
  await run('osm2pgrouting', ['--file', xml, '--conf', MAP_CONFIG, '--clean', ...login.flat()], {
    maxBuffer: 64 * 2 ** 20,
  });
}
