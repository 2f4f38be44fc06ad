import {type Drops} from '../../src/graph/drops.js';
import {type Tags} from '../../src/profiles/profile.js';
import {CLASS_ASSUMED, textOf, type FeatureTags, type Properties} from './feature-columns.js';
import {type Mapping, type OnewayRule, type SpeedRule} from './mapping.js';
import {osmLikeTags} from './osm-like-tags.js';

/**
 * Reads a feature's columns as the mapping says, or without one as OpenStreetMap's own keys.
 * What had to be assumed is counted in `drops`.
 * @param featureId GeoJSON's own id of the feature, where it has one
 */
export function featureTags(
  properties: Properties,
  featureId: string | null,
  mapping: Mapping | null,
  drops: Drops,
): FeatureTags {
  if (!mapping) return osmLikeTags(properties, featureId, drops);
  const sourceId = (mapping.id !== undefined && textOf(properties[mapping.id])) || featureId;
  const tags: Record<string, string> = {...mapping.constants};
  const set = (key: string, column: string | undefined) => {
    const value = column === undefined ? null : textOf(properties[column]);
    if (value !== null) tags[key] = value;
  };
  set('name', mapping.name);
  set('ref', mapping.ref);
  for (const [key, column] of Object.entries(mapping.tags ?? {})) set(key, column);

  const roadClass = classOf(properties, mapping, tags, sourceId, drops);
  if (roadClass === null) {
    drops.add('class that the mapping leaves out', sourceId);
    return {sourceId, tags: null};
  }
  tags[roadClass === 'ferry' ? 'route' : 'highway'] = roadClass;
  const speed = mapping.speed && speedOf(properties, mapping.speed, sourceId, drops);
  if (speed) tags.maxspeed = speed;
  const oneway = mapping.oneway && onewayOf(properties, mapping.oneway, sourceId, drops);
  if (oneway) tags.oneway = oneway;
  return {sourceId, tags};
}

/** A value as mappings list it: `String` of what the file holds. */
function listed(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : (textOf(value) ?? '');
}

function classOf(
  properties: Properties,
  mapping: Mapping,
  tags: Tags,
  sourceId: string | null,
  drops: Drops,
): string | null {
  const given = tags.highway ?? tags.route;
  for (const rule of mapping.class ?? []) {
    const value = rule.columns.map((column) => listed(properties[column])).join('/');
    if (Object.hasOwn(rule.values, value)) return rule.values[value];
    if (rule.default !== null) return rule.default;
  }
  if (given !== undefined) return given;
  drops.add(CLASS_ASSUMED, sourceId);
  return 'unclassified';
}

function speedOf(properties: Properties, rule: SpeedRule, sourceId: string | null, drops: Drops): string | null {
  const value = listed(properties[rule.column]);
  if (value === '' || rule.unknown.includes(value)) return null;
  const number = Number(value);
  if (!(number > 0)) {
    drops.add('speed that is no number above 0, taken as unknown (the road is kept)', sourceId);
    return null;
  }
  return rule.unit === 'mph' ? `${number} mph` : String(number);
}

function onewayOf(properties: Properties, rule: OnewayRule, sourceId: string | null, drops: Drops): string | null {
  const value = listed(properties[rule.column]);
  if (rule.forward.includes(value)) return 'yes';
  if (rule.backward.includes(value)) return '-1';
  if (rule.both.includes(value)) return 'no';
  if (value !== '') drops.add('one-way value that the mapping does not list, ignored (the road is kept)', sourceId);
  return null;
}
