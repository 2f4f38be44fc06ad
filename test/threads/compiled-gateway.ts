import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {ending, firstLine} from '../stack/source-process.js';

/** A folder in the package, where Node finds its modules: threads run what is compiled, and the sources have none. */
export function folderToCompileTo(): string {
  mkdirSync(join(packageRoot, '.roadql'), {recursive: true});
  return mkdtempSync(join(packageRoot, '.roadql/compiled-'));
}

/** A gateway of the compiled sources over the sample. @returns where it listens; `stop` gives its exit code */
export async function serveCompiled(compiled: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(compiled, 'loader/cli.js'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {PATH: process.env.PATH, XDG_CACHE_HOME: compiled, ...env},
  });
  const lines = firstLine(child);
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (text: string) => {
      const said = /GraphiQL: (http:\/\/[^/\s]+)/.exec(text);
      if (said) resolve(said[1].replace('localhost', '127.0.0.1'));
    });
  });
  await lines;
  const stop = () => {
    const end = ending(child);
    child.kill('SIGINT');
    return end;
  };
  return {url: await url, stop};
}

/** What a gateway answers a query, from JSON. */
export async function asked(url: string, query: string): Promise<unknown> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({query}),
  });
  return answer.json();
}
