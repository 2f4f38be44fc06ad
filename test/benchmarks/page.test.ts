import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Browser, chromium} from 'playwright-core';
import {changesSince} from '../../benchmarks/comparison.js';
import {pageOf} from '../../benchmarks/page.js';
import {columns, tableOf} from '../../benchmarks/table.js';
import {findChromium} from '../http/chromium.js';
import {benchRun, measurement} from './run.js';

const rows = [
  measurement([240, 250, 260]),
  measurement([90, 100, 110], {question: 'routes-20-in-one', unitsPerRequest: 20, subject: 'pgrouting'}),
  measurement([3, 4, 5], {subject: 'whole table'}),
  measurement([9000, 9001, 9002], {subject: 'constant'}),
  measurement([40_000, 41_000, 42_000], {question: 'persisted-hot', unit: 'answer', subject: 'embedded + nginx'}),
  measurement([44_000, 45_000, 46_000], {question: 'persisted-hot', unit: 'answer', subject: 'static file'}),
  measurement([0, 0, 0], {question: 'matrix-100x100', p50: null, p99: null, answered: 0, firstFailure: '</script>'}),
];
const run = benchRun(rows, {checks: [{name: 'fast <enough>', passed: false, figures: '89 & a half'}]});
const page = pageOf(run, changesSince(benchRun(rows.slice(0, 2)), run));

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roadql-page-'));
  browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu']});
}, 300_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true, force: true});
});

test('the page opens from a file without the internet, with every row, every check, and charts that were drawn', async () => {
  const file = join(folder, 'run.html');
  writeFileSync(file, page);
  const faults: string[] = [];
  const elsewhere: string[] = [];
  const tab = await browser.newPage();
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  tab.on('request', (request) => elsewhere.push(request.url()));
  await tab.goto(`file://${file}`);

  const shown = await tab.locator('table').first().locator('tbody tr').allInnerTexts();
  expect(shown.map((text) => text.split('\t'))).toEqual(
    rows.map((row) => columns.map((column) => column.value(row, rows))),
  );
  await tab.getByText('FAILED: fast <enough>. 89 & a half.').waitFor();
  expect(await tab.locator('table').last().locator('tbody tr').count()).toBe(rows.length);

  const canvases = tab.locator('#charts canvas');
  expect(await canvases.count()).toBe(8);
  for (const canvas of await canvases.all()) {
    const image = await canvas.evaluate((element) => (element as unknown as {toDataURL(): string}).toDataURL());
    // an empty canvas of this size is a few hundred bytes
    expect(image.length).toBeGreaterThan(5_000);
  }
  expect(faults).toEqual([]);
  expect(elsewhere).toEqual([`file://${file}`]);
});

test('the table for the terminal has a line for every row', () => {
  const lines = tableOf(rows).split('\n');
  for (const {scenario, subject} of rows) {
    expect(lines.filter((line) => line.includes(` ${scenario} `) && line.includes(` ${subject} `))).toHaveLength(1);
  }
});
