import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';

const folder = join(packageRoot, 'src');
const sources = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({name, text: readFileSync(join(folder, name), 'utf8')}));

test('OpenTelemetry is reached by one import alone, which is made where an endpoint is set', () => {
  const users = sources.filter(({text}) => text.includes("'@opentelemetry/")).map(({name}) => name);
  expect(users.sort()).toEqual(
    ['call-spans.ts', 'headers-getter.ts', 'otlp-tracing.ts'].map((name) => join('tracing', name)),
  );
  const importers = sources.filter(
    ({name, text}) => !users.includes(name) && /(call-spans|headers-getter|otlp-tracing)\.js/.test(text),
  );
  expect(importers.map(({name}) => name)).toEqual([join('tracing', 'tracing.ts')]);
  expect(importers[0].text).toContain("await import('./otlp-tracing.js')");
});
