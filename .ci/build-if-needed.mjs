// Builds where the output is missing or older than a source: what makes `npm start` right on a fresh checkout and quick
// ever after.
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const stamp = 'dist/.built';
const sources = [
  'src',
  'loader',
  'database',
  'data',
  'benchmarks',
  'explorer',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

if (!existsSync(stamp) || newest(sources) > statSync(stamp).mtimeMs) {
  process.stderr.write('Building…\n');
  const started = Date.now();
  const {status} = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, new Date(started).toISOString());
}

function newest(paths) {
  return Math.max(
    0,
    ...paths.map((path) => {
      const {mtimeMs} = statSync(path);
      if (!statSync(path).isDirectory()) return mtimeMs;
      return newest(
        readdirSync(path)
          .filter((name) => name !== 'dist')
          .map((name) => join(path, name)),
      );
    }),
  );
}
