import {isMap, isScalar, type Pair, parseDocument, type YAMLMap} from 'yaml';

/** A value of the chart as values.yaml explains it. */
export interface ExplainedValue {
  /** Such as `gateway.replicas`. */
  readonly key: string;
  readonly fallback: unknown;
  /** Empty where values.yaml says nothing. */
  readonly meaning: string;
}

/** Every value of values.yaml: what carries a comment `# -- ...`, as a whole, and what else ends a branch. */
export function explainedValues(valuesYaml: string): ExplainedValue[] {
  return valuesBelow(parseDocument(valuesYaml).contents as YAMLMap, '');
}

/** As README.md shows them. */
export function valuesTable(values: readonly ExplainedValue[]): string {
  const rows = values.map(({key, fallback, meaning}) => `| \`${key}\` | ${shown(fallback)} | ${meaning} |`);
  return ['| value | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function valuesBelow(map: YAMLMap, path: string): ExplainedValue[] {
  return map.items.flatMap((pair, place) => {
    const key = path + String(isScalar(pair.key) ? pair.key.value : pair.key);
    const meaning = explanationOf(pair, map, place);
    if (meaning === '' && isMap(pair.value) && pair.value.items.length > 0) return valuesBelow(pair.value, `${key}.`);
    const node = pair.value as {toJSON(): unknown};
    return [{key, fallback: node.toJSON(), meaning}];
  });
}

/** The comment above it; that of a map's first key is read as the map's. */
function explanationOf({key}: Pair, map: YAMLMap, place: number): string {
  const comment = isScalar(key) ? (key.commentBefore ?? (place === 0 ? map.commentBefore : undefined)) : undefined;
  const line = comment?.split('\n').find((text) => text.startsWith(' -- '));
  return line?.slice(' -- '.length) ?? '';
}

function shown(fallback: unknown): string {
  return fallback === '' ? 'empty' : `\`${JSON.stringify(fallback).replaceAll('|', '\\|')}\``;
}
