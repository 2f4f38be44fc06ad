import {OSMTransform, parse} from 'osm-pbf-parser-node';
import {type Tags} from '../../src/profiles/profile.js';
import {wireFields} from './wire.js';

export interface OsmNode {
  readonly type: 'node';
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Tags;
}

export interface OsmWay {
  readonly type: 'way';
  readonly id: number;
  /** Node ids in order. */
  readonly refs: readonly number[];
  readonly tags?: Tags;
}

export interface OsmRelation {
  readonly type: 'relation';
  readonly id: number;
  readonly members: readonly {
    readonly type: 'node' | 'way' | 'relation';
    readonly ref: number;
    readonly role: string;
  }[];
  readonly tags?: Tags;
}

/** Bits: what a block holds. */
export const holds = {NODES: 1, WAYS: 2, RELATIONS: 4} as const;

/** The node tags that a reader keeps: what may bar the way, and what tells that it does not. */
export const nodeKeys = [
  'barrier',
  'highway',
  'access',
  'vehicle',
  'motor_vehicle',
  'motorcar',
  'bicycle',
  'foot',
  'bollard',
  'locked',
  'kerb',
];

/** What a block holds, as bits of `holds`, without parsing it: the first item of each group tells its kind. */
export function kindsOf(block: Uint8Array): number {
  let kinds = 0;
  for (const group of wireFields(block)) {
    if (group.field !== 2 || typeof group.value === 'number') continue;
    for (const {field} of wireFields(group.value)) {
      kinds |= field <= 2 ? holds.NODES : field === 3 ? holds.WAYS : field === 4 ? holds.RELATIONS : 0;
      break;
    }
  }
  return kinds;
}

// The parser takes its options from a transform; none is ever piped.
const options = new OSMTransform({withTags: {node: nodeKeys, way: true, relation: true}});

/** The items of a decompressed block. @throws Error a block that makes no sense */
export function parseBlock(block: Buffer): (OsmNode | OsmWay | OsmRelation)[] {
  return parse(block, options) as (OsmNode | OsmWay | OsmRelation)[];
}

/** What the header block says of a file. */
export interface PbfHeader {
  /** What a reader must understand to read the file. */
  readonly requiredFeatures: readonly string[];
  /** Where the data comes from, in its writer's words; null where it does not say. */
  readonly source: string | null;
}

export function parseHeader(headerBlock: Uint8Array): PbfHeader {
  const requiredFeatures: string[] = [];
  let source: string | null = null;
  for (const {field, value} of wireFields(headerBlock)) {
    if (typeof value === 'number') continue;
    if (field === 4) requiredFeatures.push(Buffer.from(value).toString('utf8'));
    if (field === 17) source = Buffer.from(value).toString('utf8');
  }
  return {requiredFeatures, source};
}
