import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {compileTo} from '../stack/compiled.js';
import {ending, firstLine} from '../stack/source-process.js';

// threads run what is compiled, and the sources as they are have none: in the package, where Node finds its modules
mkdirSync(join(packageRoot, '.roadql'), {recursive: true});
const compiled = mkdtempSync(join(packageRoot, '.roadql/compiled-'));
beforeAll(() => compileTo(compiled), 120_000);
afterAll(() => rmSync(compiled, {recursive: true, force: true}));

/** A gateway of the compiled sources over the sample. */
async function serve(drawingThreads: number) {
  const child = spawn(process.execPath, [join(compiled, 'loader/cli.js'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {PATH: process.env.PATH, XDG_CACHE_HOME: compiled, DRAWING_THREADS: String(drawingThreads)},
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

const query = `{
  isochrone(origins: [{lon: -30, lat: 45}], contours: [{time: 300}, {time: 900}, {time: 1800}]) {
    contours { geometry area reachedLength }
  }
}`;

async function drawn(url: string): Promise<unknown> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({query}),
  });
  return answer.json();
}

test('threads draw what the event loop draws, and others are answered meanwhile', async () => {
  const gateways = await Promise.all([serve(0), serve(1)]);
  try {
    const [here, beside] = await Promise.all(gateways.map(({url}) => drawn(url)));
    expect(here).toMatchObject({data: {isochrone: {contours: [{}, {}, {}]}}});
    expect(beside).toEqual(here);

    const ended: string[] = [];
    const {url} = gateways[1];
    const isochrones = Array.from({length: 4}, () => drawn(url).then(() => ended.push('isochrone')));
    // searched and handed over
    await new Promise((resolve) => setTimeout(resolve, 20));
    await fetch(`${url}/healthz`).then(() => ended.push('health'));
    await Promise.all(isochrones);
    expect(ended.slice(0, -1)).toContain('health');
  } finally {
    expect(await Promise.all(gateways.map(({stop}) => stop()))).toEqual([0, 0]);
  }
});
