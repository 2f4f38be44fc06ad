import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../package-root.js';

const read = new Map<string, string>();

/**
 * The text of a statement, read once.
 * @param folder from the package's root, such as `src/engines/pgrouting/sql`
 * @param name   the file's name, such as `reach.sql`
 * @throws Error where there is no such file
 */
export function sqlFile(folder: string, name: string): string {
  const path = join(packageRoot, folder, name);
  let text = read.get(path);
  if (text === undefined) read.set(path, (text = readFileSync(path, 'utf8')));
  return text;
}
