import {readFile} from 'node:fs/promises';
import {Checker} from './mapping-checker.js';
import {messageOf, UnreadableSource} from './unreadable-source.js';

/** Which column of a GeoJSON file or shapefile means what, so that its rows read as OpenStreetMap's tags. */
export interface Mapping {
  /** The column of the source's own id. */
  readonly id?: string;
  readonly name?: string;
  readonly ref?: string;
  /** The first rule that knows a row's value gives its class. */
  readonly class?: readonly ClassRule[];
  readonly speed?: SpeedRule;
  readonly oneway?: OnewayRule;
  /** Further tags: OpenStreetMap's key to the column that holds its value. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Tags that every road has. */
  readonly constants?: Readonly<Record<string, string>>;
  /** How far apart line ends may be to be one place, metres; 1 where it is not said. */
  readonly tolerance?: number;
  /** What becomes of lines that cross without a shared vertex; `leave` where it is not said. */
  readonly crossings?: 'join' | 'leave';
  /** Who made the data and under which licence, one line. */
  readonly attribution?: string;
}

export interface ClassRule {
  /** One column, or several whose values are joined by `/`. */
  readonly columns: readonly string[];
  /** A column's value to a value of OpenStreetMap's `highway`, or `ferry`; null leaves such rows out. */
  readonly values: Readonly<Record<string, string | null>>;
  /** For values that are not listed; the next rule is asked where there is none. */
  readonly default: string | null;
}

export interface SpeedRule {
  readonly column: string;
  readonly unit: 'km/h' | 'mph';
  /** Values that mean that the speed is not known. */
  readonly unknown: readonly string[];
}

/** Values of the column by the direction of travel, seen along the line as it is drawn. */
export interface OnewayRule {
  readonly column: string;
  readonly forward: readonly string[];
  readonly backward: readonly string[];
  readonly both: readonly string[];
}

/**
 * Reads a mapping file.
 * @returns the mapping, and the file's text, which `sourceSha256` takes
 * @throws UnreadableSource not JSON, or not a mapping: every mistake is named
 */
export async function readMapping(path: string): Promise<{mapping: Mapping; text: string}> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw UnreadableSource.from(path, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UnreadableSource(path, `is not JSON (${messageOf(cause)})`, {cause});
  }
  return {mapping: parseMapping(value, path), text};
}

/**
 * A mapping from the form that docs/loading-formats.md describes.
 * @param path what errors name
 * @throws UnreadableSource that names every mistake
 */
export function parseMapping(value: unknown, path = 'mapping'): Mapping {
  const check = new Checker();
  const mapping = check.object(value, 'the mapping', {
    id: (v, at) => check.text(v, at),
    name: (v, at) => check.text(v, at),
    ref: (v, at) => check.text(v, at),
    class: (v, at) =>
      Array.isArray(v) ? v.map((rule, i) => classRule(check, rule, `${at}[${i}]`)) : [classRule(check, v, at)],
    speed: (v, at) => speedRule(check, v, at),
    oneway: (v, at) => onewayRule(check, v, at),
    tags: (v, at) => check.texts(v, at),
    constants: (v, at) => check.texts(v, at),
    tolerance: (v, at) => check.number(v, at, 0, 50),
    crossings: (v, at) => check.oneOf(v, at, ['join', 'leave'] as const),
    attribution: (v, at) => check.text(v, at),
  });
  if (check.mistakes.length > 0) throw new UnreadableSource(path, check.mistakes.join('; '));
  return mapping;
}

/** Every column that a mapping reads. */
export function columnsOf(mapping: Mapping): string[] {
  const {id, name, ref, speed, oneway, tags} = mapping;
  const rules = mapping.class?.flatMap((rule) => rule.columns) ?? [];
  const columns = [id, name, ref, ...rules, speed?.column, oneway?.column, ...Object.values(tags ?? {})];
  return [...new Set(columns.filter((column) => column !== undefined))];
}

/** @throws UnreadableSource a mapping that reads a column which the file does not have */
export function checkColumns(mapping: Mapping, columns: Iterable<string>, path: string): void {
  const known = new Set(columns);
  const missing = columnsOf(mapping).filter((column) => !known.has(column));
  if (missing.length === 0) return;
  const has = [...known].join(', ') || 'none';
  throw new UnreadableSource(path, `has no column ${missing.join(', ')}, which the mapping names; its columns: ${has}`);
}

const highwayValue = /^[a-z][a-z_]*$/;

function classRule(check: Checker, value: unknown, at: string): ClassRule {
  const klass = (v: unknown, path: string) =>
    check.matching(v, path, highwayValue, 'a value of highway=*, such as residential');
  const rule = check.object(value, at, {
    column: (v, path) =>
      Array.isArray(v) ? v.map((one, i) => check.text(one, `${path}[${i}]`)) : [check.text(v, path)],
    values: (v, path) => check.record(v, path, (one, key) => (one === null ? null : klass(one, key))),
    default: klass,
  });
  if (!rule.column) check.mistakes.push(`${at}.column is missing`);
  return {columns: rule.column ?? [], values: rule.values ?? {}, default: rule.default ?? null};
}

function speedRule(check: Checker, value: unknown, at: string): SpeedRule {
  const rule = check.object(value, at, {
    column: (v, path) => check.text(v, path),
    unit: (v, path) => check.oneOf(v, path, ['km/h', 'mph'] as const),
    unknown: (v, path) => check.values(v, path),
  });
  if (!rule.column) check.mistakes.push(`${at}.column is missing`);
  return {column: rule.column ?? '', unit: rule.unit ?? 'km/h', unknown: rule.unknown ?? ['0']};
}

function onewayRule(check: Checker, value: unknown, at: string): OnewayRule {
  const rule = check.object(value, at, {
    column: (v, path) => check.text(v, path),
    forward: (v, path) => check.values(v, path),
    backward: (v, path) => check.values(v, path),
    both: (v, path) => check.values(v, path),
  });
  if (!rule.column) check.mistakes.push(`${at}.column is missing`);
  const lists = {forward: rule.forward ?? [], backward: rule.backward ?? [], both: rule.both ?? []};
  const all = [...lists.forward, ...lists.backward, ...lists.both];
  const twice = all.find((one, i) => all.indexOf(one) !== i);
  if (twice !== undefined) check.mistakes.push(`${at} gives the value ${twice} two meanings`);
  return {column: rule.column ?? '', ...lists};
}
