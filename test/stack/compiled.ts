import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';

/** Compiles the sources as a build does, but for their types, which are not checked. */
export function compileTo(folder: string): void {
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', folder], {
    cwd: packageRoot,
  });
}
