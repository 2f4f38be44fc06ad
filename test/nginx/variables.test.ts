import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {startNginx} from './nginx.js';

const folder = join(packageRoot, 'deploy/nginx');
const [template, script, readme] = ['nginx.conf.template', 'start.sh', 'README.md'].map((name) =>
  readFileSync(join(folder, name), 'utf8'),
);

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
}

const used = namesIn(template, /\$\{([A-Z_]+)\}/g);

test('start.sh fills every variable of the template, and no other', () => {
  const [, list] = /envsubst '([^']+)'/.exec(script)!;
  expect(namesIn(list, /\$\{([A-Z_]+)\}/g)).toEqual(used);
});

test('the README lists each with the default that start.sh gives it', () => {
  const [section] = /\n## Variables\n[^]*?(?=\n## )/.exec(readme)!;
  const rows = section.split('\n').flatMap((line) => {
    const [, name, value] = /^\| `([A-Z_]+)` \| (?:`([^`]*)`|[^|]*) \|/.exec(line) ?? [];
    return name ? [[name, value ?? '']] : [];
  });
  const defaults = Object.fromEntries(
    [...script.matchAll(/export ([A-Z_]+)="\$\{\1:-([^}]*)\}"/g)].map(([, name, value]) => [name, value]),
  );
  expect(Object.fromEntries(rows)).toEqual({...defaults, GATEWAY_SERVERS: ''});
  expect(rows.map(([name]) => name).sort()).toEqual(used);
});

test('without gateways Nginx does not start, and says what is missing', async () => {
  await expect(startNginx({gateways: []})).rejects.toThrow(/GATEWAY_SERVERS: is needed: the gateways, such as/);
});

test('a gateway whose name is not known keeps it from starting, and it says which', async () => {
  await expect(startNginx({gateways: ['http://no-such-gateway.invalid:4000']})).rejects.toThrow(
    /host not found in upstream "no-such-gateway.invalid:4000"/,
  );
});
