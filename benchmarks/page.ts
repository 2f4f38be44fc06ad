import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../src/package-root.js';
import type {Change} from './comparison.js';
import {ratiosOf} from './ratios.js';
import type {BenchRun} from './result.js';
import {changeCells, changeTitles, columns} from './table.js';

/**
 * A run as one page that needs nothing else: the figures as tables, which need no script either, and as charts.
 * @param changes against an earlier run, where there is one to compare with
 */
export function pageOf(run: BenchRun, changes: readonly Change[] | null): string {
  const rows = run.measurements;
  const data = {
    rows: rows.map((row) => ({...row, ratios: ratiosOf(row, rows)})),
    changes: changes ?? [],
  };
  return fill(pageFile('page.html'), {
    title: `roadql benchmarks, ${run.startedAt}`,
    style: pageFile('style.css'),
    conditions: list(conditionsOf(run)),
    checks: list(run.checks.map(({name, passed, figures}) => `${passed ? 'Passed' : 'FAILED'}: ${name}. ${figures}.`)),
    table: table(
      columns.map(({title, meaning}) => `<abbr title="${escaped(meaning)}">${escaped(title)}</abbr>`),
      rows.map((row) => columns.map((column) => column.value(row, rows))),
    ),
    changes:
      changes === null
        ? ''
        : `<h2>Against the earlier run</h2>${table(changeTitles.map(escaped), changes.map(changeCells))}`,
    // a script's text ends at the first "</script", wherever it stands
    data: JSON.stringify(data).replaceAll('<', '\\u003c'),
    library: readFileSync(join(packageRoot, 'node_modules/chart.js/dist/chart.umd.min.js'), 'utf8')
      // the map is not beside the page
      .replace(/^\/\/# sourceMappingURL=.*$/m, ''),
    charts: pageFile('charts.mjs'),
  });
}

/** What a run was taken on and how, a line each; the page and the terminal say it. */
export function conditionsOf({startedAt, settings, machine, network, database}: BenchRun): string[] {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version ?? 'absent'}`);
  return [
    `${startedAt}, commit ${machine.commit ?? 'unknown'}${machine.changed ? ' with changes' : ''}`,
    `${machine.cores} × ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, load before ${machine.loadBefore.toFixed(1)}`,
    versions.join(', '),
    (network ? `${network.source}: ${network.nodes} nodes, ${network.edges} edges` : 'cities drawn for it') +
      (database ? `, loaded into the database in ${database.loadSeconds.toFixed(1)} s` : ''),
    ...(network
      ? [
          `${settings.name ?? settings.size}: ${settings.rounds} rounds of ${settings.secondsEach} s each, ` +
            `after ${settings.warmUpSeconds} s of warming up`,
        ]
      : []),
  ];
}

function pageFile(name: string): string {
  return readFileSync(join(packageRoot, 'benchmarks/page', name), 'utf8');
}

/** Puts values for `{{name}}`, as they are. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]);
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

/** @param titles HTML  @param rows texts */
function table(titles: readonly string[], rows: readonly string[][]): string {
  const head = titles.map((title) => `<th>${title}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
