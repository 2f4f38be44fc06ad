import {type Drops} from '../../src/graph/drops.js';
import {CLASS_ASSUMED, textOf, type FeatureTags, type Properties} from './feature-columns.js';

/**
 * Tags of a file whose columns are named as in OpenStreetMap, as most exports of it are (Overpass, osmium, ogr2ogr,
 * OSMnx, Geofabrik's shapefiles with their `fclass`). A feature with a class has every column as a tag; one without
 * keeps its name, ref, oneway and maxspeed, and is taken as unclassified.
 */
export function osmLikeTags(properties: Properties, featureId: string | null, drops: Drops): FeatureTags {
  const columns = new Map<string, string>();
  for (const [column, value] of Object.entries(properties)) {
    const text = textOf(value) ?? firstOfList(value);
    if (text !== null) columns.set(column.toLowerCase(), text);
  }
  const sourceId = idOf(columns) ?? featureId;
  const roadClass = columns.get('highway') ?? geofabrikClass(columns.get('fclass'));
  const isRoad = roadClass !== undefined || columns.has('route');
  const tags: Record<string, string> = {};
  for (const [key, text] of columns) {
    if (!notTags.has(key) && (isRoad || assumedKeys.has(key))) tags[key] = written(key, text);
  }
  if (tags.maxspeed === '0') delete tags.maxspeed;
  if (roadClass === 'ferry') tags.route = 'ferry';
  else if (roadClass !== undefined) tags.highway = written('highway', roadClass);
  if (!isRoad) {
    drops.add(CLASS_ASSUMED, sourceId);
    tags.highway = 'unclassified';
  }
  return {sourceId, tags};
}

const idColumns = ['@id', 'osm_id', 'osmid', 'id'];
const notTags = new Set([...idColumns, 'fclass']);
const assumedKeys = new Set(['name', 'ref', 'oneway', 'maxspeed']);

/** `way/123`, as Overpass names elements, is way 123. */
function idOf(columns: ReadonlyMap<string, string>): string | null {
  for (const column of idColumns) {
    const id = columns.get(column);
    if (id !== undefined) return id.replace(/^way\//, '');
  }
  return null;
}

/** OSMnx gives lists where it merged ways: the first stands for them, also where it was written as Python's text. */
function firstOfList(value: unknown): string | null {
  return Array.isArray(value) ? textOf(value[0]) : null;
}

function written(key: string, text: string): string {
  const first = /^\['([^']*)'/.exec(text)?.[1] ?? text;
  if (key === 'oneway') return onewayWords.get(first.toLowerCase()) ?? first;
  if (key === 'bridge' || key === 'tunnel') return flagWords.get(first.toLowerCase()) ?? first;
  return first;
}

/** Geofabrik's letters (along the line, against it, both), and what other exports make of booleans. */
const onewayWords = new Map([
  ['f', 'yes'],
  ['t', '-1'],
  ['b', 'no'],
  ['true', 'yes'],
  ['false', 'no'],
  ['1', 'yes'],
  ['0', 'no'],
]);
const flagWords = new Map([
  ['t', 'yes'],
  ['f', 'no'],
  ['true', 'yes'],
  ['false', 'no'],
  ['1', 'yes'],
  ['0', 'no'],
]);

/** Geofabrik folds `tracktype` into the class: `track_grade2`. */
function geofabrikClass(fclass: string | undefined): string | undefined {
  return fclass?.replace(/^track_grade\d$/, 'track');
}
