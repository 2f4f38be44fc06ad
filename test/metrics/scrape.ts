/** One series of a scrape. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What `/metrics` answered. */
export class Scrape {
  readonly series: readonly Series[];
  /** Names of the metrics, as they are declared. */
  readonly names: ReadonlySet<string>;

  constructor(readonly text: string) {
    const lines = text.split('\n');
    this.names = new Set(lines.flatMap((line) => /^# TYPE (\S+) /.exec(line)?.[1] ?? []));
    this.series = lines.filter((line) => line !== '' && !line.startsWith('#')).map(readSeries);
  }

  all(name: string): readonly Series[] {
    return this.series.filter((series) => series.name === name);
  }

  /** The sum of the series with these labels; 0 where there are none. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const wanted = Object.entries(labels);
    return this.all(name)
      .filter((series) => wanted.every(([label, value]) => series.labels[label] === value))
      .reduce((sum, {value}) => sum + value, 0);
  }
}

/** Asks a gateway for its figures. */
export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return new Scrape(text);
}

function readSeries(line: string): Series {
  const parts = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (!parts) throw new Error(`Not a line of Prometheus' text format: ${line}`);
  const [, name, labels = '', value] = parts;
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [label, text] as const);
  return {name, labels: Object.fromEntries(pairs), value: Number(value.replace('Inf', 'Infinity'))};
}
