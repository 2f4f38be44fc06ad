/* global Chart, document */

/** Draws the charts of a run from the data in the page; Chart.js stands before it in the page. */
const {rows, changes} = JSON.parse(document.getElementById('data').textContent);
const colours = {
  embedded: '#1f77b4',
  'embedded + nginx': '#7fb2dd',
  pgrouting: '#d95f02',
  'pgrouting + nginx': '#f2a869',
  'whole table': '#7a7a7a',
  constant: '#3a3a3a',
  'static file': '#2ca02c',
};
const subjects = Object.keys(colours).filter((subject) => rows.some((row) => row.subject === subject));
const scenarios = [...new Set(rows.map((row) => row.scenario))];
const answered = rows.filter((row) => row.answered > 0);

drawBySubject('Requests a second', 'logarithmic', (row) => row.requestsPerSecond);
drawBySubject('Half of the answers came within, ms (p50)', 'logarithmic', (row) => row.p50);
drawBySubject('All but a hundredth came within, ms (p99)', 'logarithmic', (row) => row.p99);
drawBySubject('Routes a second, times those of a whole-table search', 'logarithmic', (row) => row.ratios.wholeTable);
drawBySubject('Requests a second, % of Apollo with a constant', 'linear', (row) => percent(row.ratios.constant));
drawBySubject('Requests a second, % of a static file', 'linear', (row) => percent(row.ratios.staticFile));
drawCpu();
if (changes.length > 0) drawChanges();

/** A bar for each scenario and subject that has a value. */
function drawBySubject(title, type, value) {
  const known = answered.filter((row) => value(row) !== null);
  if (known.length === 0) return;
  const labels = scenarios.filter((scenario) => known.some((row) => row.scenario === scenario));
  const datasets = subjects.map((subject) => ({
    label: subject,
    backgroundColor: colours[subject],
    data: labels.map((scenario) => {
      const row = known.find((one) => one.scenario === scenario && one.subject === subject);
      return row === undefined ? null : value(row);
    }),
  }));
  draw(
    title,
    labels,
    datasets.filter(({data}) => data.some((one) => one !== null)),
    {x: {type}},
    subjects.length,
  );
}

/** What one request costs each part. */
function drawCpu() {
  const known = answered.filter((row) => row.cpuCores.generator !== null);
  const parts = {gateway: '#1f77b4', database: '#d95f02', nginx: '#2ca02c', generator: '#bbbbbb'};
  const datasets = Object.entries(parts).map(([part, colour]) => ({
    label: part,
    backgroundColor: colour,
    // none of it is no bar: a logarithm has no place for it
    data: known.map((row) => ((row.cpuCores[part] ?? 0) * row.seconds * 1000) / row.answered || null),
  }));
  const labels = known.map((row) => `${row.scenario}, ${row.subject}`);
  draw('CPU of a request, ms, by part', labels, datasets, {x: {type: 'logarithmic'}}, 2);
}

function drawChanges() {
  const known = changes.filter(({ratio}) => ratio !== null);
  const colour = {faster: '#2ca02c', slower: '#d62728', 'within noise': '#bbbbbb'};
  const dataset = {
    label: 'now / before',
    backgroundColor: known.map(({verdict}) => colour[verdict]),
    data: known.map(({ratio}) => ratio),
  };
  const labels = known.map(({scenario, subject}) => `${scenario}, ${subject}`);
  draw('Requests a second, now over before (grey: within noise)', labels, [dataset], {x: {type: 'linear'}}, 1);
}

function draw(title, labels, datasets, scales, barsEach) {
  const figure = document.createElement('figure');
  const canvas = document.createElement('canvas');
  figure.style.height = `${120 + labels.length * (8 + 9 * barsEach)}px`;
  figure.append(canvas);
  document.getElementById('charts').append(figure);
  new Chart(canvas, {
    type: 'bar',
    data: {labels, datasets},
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      skipNull: true,
      scales: {...scales, y: {ticks: {autoSkip: false}}},
      plugins: {title: {display: true, text: title}},
    },
  });
}

function percent(share) {
  return share === null ? null : 100 * share;
}
