import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';

/**
 * The folder that holds the package's own package.json: the same from the sources (jest) and from dist/,
 * so that files which are not compiled (.sql, the sample network, GraphiQL's bundle) have one place.
 */
export const packageRoot: string = findRoot(__dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package.json above ${__dirname}.`);
  return findRoot(parent);
}
