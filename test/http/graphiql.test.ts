import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {type Browser, chromium, type Page} from 'playwright-core';
import {packageRoot} from '../../src/package-root.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {findChromium} from './chromium.js';
import {openSample, startGateway, type TestGateway} from './gateway.js';

let engine: RoutingEngine;
let gateway: TestGateway;
let browser: Browser;

beforeAll(async () => {
  buildGraphiql();
  engine = await openSample();
  gateway = await startGateway(engine);
  browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu']});
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await engine?.close();
});

test('GraphiQL opens without the internet, has the examples in tabs, and runs one', async () => {
  const {page, faults, elsewhere} = await openPage();
  await page.goto(`${gateway.url}/graphiql`);

  const tabs = page.getByRole('tab');
  await tabs.first().waitFor();
  expect(await tabs.allInnerTexts()).toEqual(['Route', 'NearestNode', 'Isochrone', 'Matrix', 'Network']);

  // the editor comes later than the tabs, and a tab chosen before it is there does not reach it
  const editor = page.locator('.graphiql-query-editor .view-lines');
  await editor.getByText('waypoints').first().waitFor();
  await page.locator('.graphiql-editor-tool .view-lines').getByText('"lon"').first().waitFor();
  await page.getByRole('button', {name: /execute query/i}).click();
  await page.locator('.graphiql-response').getByText('"distance"').first().waitFor();

  await tabs.filter({hasText: 'Network'}).click();
  await editor.getByText('attribution').waitFor();

  // the schema was read: the field that the editor would complete is in the documentation
  await page
    .getByRole('button', {name: /documentation explorer/i})
    .first()
    .click();
  await page.getByText('Query', {exact: true}).first().waitFor();
  expect(elsewhere).toEqual([]);
  expect(faults).toEqual([]);
});

test('the assets are kept for a year, the page is asked for again, and both stay on this server', async () => {
  const [script] = readdirSync(join(packageRoot, 'dist/graphiql/assets')).filter((name) => name.endsWith('.js'));
  const asset = await fetch(`${gateway.url}/graphiql/assets/${script}`);
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const page = await fetch(`${gateway.url}/graphiql`);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const html = await page.text();
  expect(html).not.toMatch(/(src|href)="https?:/);
  expect(await (await fetch(`${gateway.url}/graphiql/`)).text()).toBe(html);
});

/** A page that reaches this gateway alone: what it asks of others is cut off and noted. */
async function openPage(): Promise<{page: Page; faults: string[]; elsewhere: string[]}> {
  const page = await browser.newPage({viewport: {width: 1600, height: 900}});
  const faults: string[] = [];
  const elsewhere: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(gateway.url) || url.startsWith('data:') || url.startsWith('blob:')) return route.continue();
    elsewhere.push(url);
    return route.abort();
  });
  return {page, faults, elsewhere};
}

/** Bundles GraphiQL unless that was done since its sources changed. */
function buildGraphiql(): void {
  const sources = join(packageRoot, 'explorer/graphiql');
  const built = join(packageRoot, 'dist/graphiql/index.html');
  const changed = readdirSync(sources).map((name) => statSync(join(sources, name)).mtimeMs);
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...changed)) return;
  execFileSync('npx', ['vite', 'build', sources, '--logLevel', 'error'], {cwd: packageRoot, stdio: 'pipe'});
}
