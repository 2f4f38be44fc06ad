import {rmSync} from 'node:fs';
import {compileTo} from '../stack/compiled.js';
import {asked, folderToCompileTo, serveCompiled} from './compiled-gateway.js';

const compiled = folderToCompileTo();
beforeAll(() => compileTo(compiled), 120_000);
afterAll(() => rmSync(compiled, {recursive: true, force: true}));

const serve = (drawingThreads: number) => serveCompiled(compiled, {DRAWING_THREADS: String(drawingThreads)});

const query = `{
  isochrone(origins: [{lon: -30, lat: 45}], contours: [{time: 300}, {time: 900}, {time: 1800}]) {
    contours { geometry area reachedLength }
  }
}`;

test('threads draw what the event loop draws, and others are answered meanwhile', async () => {
  const gateways = await Promise.all([serve(0), serve(1)]);
  try {
    const [here, beside] = await Promise.all(gateways.map(({url}) => asked(url, query)));
    expect(here).toMatchObject({data: {isochrone: {contours: [{}, {}, {}]}}});
    expect(beside).toEqual(here);

    const ended: string[] = [];
    const {url} = gateways[1];
    const isochrones = Array.from({length: 4}, () => asked(url, query).then(() => ended.push('isochrone')));
    // searched and handed over
    await new Promise((resolve) => setTimeout(resolve, 20));
    await fetch(`${url}/healthz`).then(() => ended.push('health'));
    await Promise.all(isochrones);
    expect(ended.slice(0, -1)).toContain('health');
  } finally {
    expect(await Promise.all(gateways.map(({stop}) => stop()))).toEqual([0, 0]);
  }
});
