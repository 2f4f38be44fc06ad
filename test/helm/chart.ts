import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseAllDocuments, stringify} from 'yaml';
import {packageRoot} from '../../src/package-root.js';
import {findHelm} from './find-helm.js';
import type {Manifest} from './manifest.js';

export const chartFolder = join(packageRoot, 'deploy/helm/roadql');

/** The values files of ci/, by the word before `-values.yaml`. */
export const valuesFiles: readonly string[] = readdirSync(join(chartFolder, 'ci')).map((name) =>
  name.replace('-values.yaml', ''),
);

export interface RenderOptions {
  /** Files of ci/, the later over the earlier. */
  readonly files?: readonly string[];
  /** Values over those. */
  readonly values?: object;
  readonly release?: string;
  /** A packaged chart instead of the folder. */
  readonly chart?: string;
}

/** What `helm template` makes of the chart. @throws Error with what helm says */
export function render(options: RenderOptions = {}): Manifest[] {
  const {files = [], values = {}, release = 'roads', chart = chartFolder} = options;
  const text = withValuesFile(values, (valuesFile) =>
    helm('template', release, chart, '--namespace', 'maps', ...filesOf(files), '--values', valuesFile),
  );
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    const manifest = document.toJS() as Manifest | null;
    return manifest === null ? [] : [manifest];
  });
}

/** What helm says against the values; empty where it renders them. */
export function refusalOf(values: object): string {
  try {
    render({files: ['default'], values});
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** `helm lint --strict`. @throws Error with its complaints */
export function lint(file: string): string {
  return helm('lint', '--strict', chartFolder, ...filesOf([file]));
}

/** Packs the chart. @returns the archive's path in the folder */
export function pack(folder: string): string {
  helm('package', chartFolder, '--destination', folder);
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
}

function filesOf(files: readonly string[]): string[] {
  return files.flatMap((name) => ['--values', join(chartFolder, 'ci', `${name}-values.yaml`)]);
}

function withValuesFile<T>(values: object, work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'roadql-values-'));
  try {
    const path = join(folder, 'values.yaml');
    writeFileSync(path, stringify(values));
    return work(path);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function helm(...args: string[]): string {
  const {status, stdout, stderr, error} = spawnSync(findHelm(), args, {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024});
  if (error) throw error;
  if (status !== 0) throw new Error(`${stderr}\n${stdout}`);
  return stdout;
}
