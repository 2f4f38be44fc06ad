import {join} from 'node:path';
import type {Programs} from '../../benchmarks/server.js';
import {packageRoot} from '../../src/package-root.js';

const runner = join(packageRoot, 'test/stack/run-source.mjs');

/** What a benchmark starts, from the sources. */
export const sourcePrograms: Programs = {
  roadql: [runner, join(packageRoot, 'loader/cli.ts')],
  yardstick: (name) => [runner, join(packageRoot, `benchmarks/yardstick/${name}.ts`)],
};
