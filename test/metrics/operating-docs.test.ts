import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parser} from '@prometheus-io/lezer-promql';
import {parse as parseYaml} from 'yaml';
import {packageRoot} from '../../src/package-root.js';
import {type Scrape, scrape} from './scrape.js';
import {ask, engines, routeQuery, serveSample} from './served.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: {readonly severity: string};
  readonly annotations: {readonly summary: string; readonly description: string};
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: {readonly x: number; readonly y: number; readonly w: number; readonly h: number};
  readonly targets?: readonly {readonly expr: string}[];
}

interface Dashboard {
  readonly annotations: {readonly list: readonly {readonly expr: string}[]};
  readonly templating: {
    readonly list: readonly {readonly name: string; readonly type: string; readonly query: string}[];
  };
  readonly panels: readonly Panel[];
}

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const rules = (parseYaml(read('deploy/helm/roadql/alerts/roadql.yaml')) as {groups: {rules: Rule[]}[]}).groups.flatMap(
  (group) => group.rules,
);
const dashboard = JSON.parse(read('deploy/helm/roadql/dashboards/roadql.json')) as Dashboard;
const docs = read('docs/operating.md');

/** Everything that Prometheus is asked, with Grafana's own variables filled in. */
const expressions: readonly (readonly [of: string, expression: string])[] = [
  ...rules.map(({alert, expr}) => [alert, expr] as const),
  ...dashboard.annotations.list.map(({expr}) => ['annotation', expr] as const),
  ...dashboard.panels.flatMap(({title, targets = []}) => targets.map(({expr}) => [title, expr] as const)),
].map(([of, expression]) => [of, expression.replaceAll('$__rate_interval', '5m')]);

/** Nodes of an expression's tree of one kind; an error is a node too. */
function nodesOf(expression: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(expression).iterate({
    enter: ({name, from, to}) => {
      if (name === kind) found.push(expression.slice(from, to));
    },
  });
  return found;
}

let scrapes: readonly Scrape[];

beforeAll(async () => {
  scrapes = await Promise.all(
    engines.map(async (engine) => {
      const gateway = await serveSample(engine);
      for (const query of [routeQuery, '{network {version}}', '{']) await (await ask(gateway.url, query)).text();
      const figures = await scrape(gateway.url);
      await gateway.close();
      return figures;
    }),
  );
});

/** Names of the series that gateways have, all engines together. */
const seriesNames = () => new Set(scrapes.flatMap(({series}) => series.map(({name}) => name)));
const metricNames = () => new Set(scrapes.flatMap(({names}) => [...names]));

test('the rules and the dashboard ask what Prometheus understands', () => {
  expect(expressions.length).toBeGreaterThan(30);
  // ⚠ is what the parser calls what it does not understand
  expect(nodesOf('sum by (le (rate(a[5m]))', '⚠')).not.toEqual([]);
  expect(expressions.filter(([, expression]) => nodesOf(expression, '⚠').length > 0)).toEqual([]);
});

test('they ask for series that gateways have, by labels that these have', () => {
  const unknown = expressions.flatMap(([of, expression]) =>
    nodesOf(expression, 'VectorSelector').flatMap((selector) => {
      const [name] = nodesOf(selector, 'Identifier');
      const series = scrapes.flatMap((figures) => figures.all(name));
      const known = new Set([...series.flatMap(({labels}) => Object.keys(labels)), 'job', 'instance']);
      const wrong = nodesOf(selector, 'LabelName').filter((label) => !known.has(label));
      return series.length === 0 || wrong.length > 0 ? [`${of}: ${name} ${wrong.join(', ')}`] : [];
    }),
  );
  expect(unknown).toEqual([]);
});

test('they group and match by labels that some series has', () => {
  const known = new Set([
    ...scrapes.flatMap(({series}) => series.flatMap(({labels}) => Object.keys(labels))),
    'job',
    'instance',
  ]);
  const unknown = expressions.flatMap(([of, expression]) =>
    nodesOf(expression, 'LabelName')
      .filter((label) => !known.has(label))
      .map((label) => `${of}: ${label}`),
  );
  expect(unknown).toEqual([]);
});

test('the docs explain every metric of the gateway, and none that there is not', () => {
  const own = [...metricNames()].filter((name) => name.startsWith('roadql_'));
  const rows = [...docs.matchAll(/^\| `(roadql_\w+)` \|/gm)].map(([, name]) => name);
  expect([...rows].sort()).toEqual([...own].sort());
  const named = [...docs.matchAll(/`((?:process|nodejs)_\w+)`/g)].map(([, name]) => name);
  expect(named.filter((name) => !metricNames().has(name))).toEqual([]);
});

test('the docs name the labels of every metric', () => {
  const rows = [...docs.matchAll(/^\| `(roadql_\w+)` \| ([^|]*)\|/gm)];
  const documented = rows.map(([, name, labels]) => [name, [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label)]);
  const actual = rows.map(([, name]) => {
    const of = (series: {readonly name: string}) =>
      series.name.replace(/_(bucket|sum|count)$/, '') === name || series.name === name;
    const labels = scrapes.flatMap(({series}) => series.filter(of).flatMap((one) => Object.keys(one.labels)));
    return [name, [...new Set(labels)].filter((label) => label !== 'le')];
  });
  expect(documented).toEqual(actual);
});

test('the figures of a database are those of the pgRouting engine alone', () => {
  const [embedded, pgrouting] = scrapes;
  const onlyThere = [...pgrouting.names].filter((name) => name.startsWith('roadql_') && !embedded.names.has(name));
  const database = docs.slice(docs.indexOf('\nDatabase:'), docs.indexOf('Beside these'));
  expect(onlyThere.sort()).toEqual([...database.matchAll(/^\| `(roadql_\w+)` \|/gm)].map(([, name]) => name).sort());
  expect([...embedded.names].filter((name) => !pgrouting.names.has(name))).toEqual(['roadql_embedded_searches_total']);
});

test('every alert has its words, its severity, and a section that says what to do', () => {
  const sections = [...docs.matchAll(/^### (Roadql\w+)$/gm)].map(([, alert]) => alert);
  expect(sections).toEqual(rules.map(({alert}) => alert));
  for (const {labels, annotations, for: duration = '0s'} of rules) {
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\.$/);
    expect(annotations.description).toMatch(/\.$/);
    expect(duration).toMatch(/^\d+[smh]$/);
  }
});

test('every metric of the gateway is on the dashboard', () => {
  const shown = new Set(expressions.flatMap(([, expression]) => nodesOf(expression, 'Identifier')));
  const own = [...seriesNames()].filter((name) => name.startsWith('roadql_'));
  const bare = new Set([...shown].map((name) => name.replace(/_(bucket|sum|count)$/, '')));
  expect(own.filter((name) => !bare.has(name) && !bare.has(name.replace(/_(bucket|sum|count)$/, '')))).toEqual([]);
});

test('the panels of the dashboard have names of their own and do not lie on one another', () => {
  const {panels, templating} = dashboard;
  expect(new Set(panels.map(({id}) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({title}) => title)).size).toBe(panels.length);
  const cells = panels.flatMap(({gridPos: {x, y, w, h}}) =>
    Array.from({length: w * h}, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.every(({gridPos}) => gridPos.x + gridPos.w <= 24)).toBe(true);
  for (const {type, query} of templating.list) {
    if (type === 'query') expect(seriesNames()).toContain(/label_values\((\w+)/.exec(query)?.[1]);
  }
});
