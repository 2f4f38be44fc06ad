import {closeSync, openSync, writeSync} from 'node:fs';
import {constants, deflateSync} from 'node:zlib';
import {PbfWriter} from 'pbf';
import type {Draft, DraftRelation, DraftWay, Tags} from './draft.js';
import type {Point} from './line.js';

/** Entities in one block: the format's own limit, and enough for the deltas to stay small. */
const entitiesPerBlock = 8000;

/** Degrees of one unit of the file's coordinates (its default granularity of 100 nanodegrees). */
const unitsPerDegree = 1e7;

/**
 * Writes a draft as OSM PBF: a header with the bounding box, then nodes (dense), ways and relations, each sorted by
 * id. Layout: https://wiki.openstreetmap.org/wiki/PBF_Format. The same draft gives the same bytes.
 * @param place  turns metres on the plane into [lon, lat], degrees
 */
export function writeOsmPbf(draft: Draft, place: (point: Point) => Point, file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const blob of blobs(draft, place)) writeSync(descriptor, blob);
  } finally {
    closeSync(descriptor);
  }
}

function* blobs(draft: Draft, place: (point: Point) => Point): Generator<Uint8Array> {
  const lon = new Int32Array(draft.x.length);
  const lat = new Int32Array(draft.x.length);
  for (let node = 0; node < lon.length; node++) {
    const [degreesEast, degreesNorth] = place(draft.point(node));
    lon[node] = Math.round(degreesEast * unitsPerDegree);
    lat[node] = Math.round(degreesNorth * unitsPerDegree);
  }
  yield blob('OSMHeader', header(lon, lat));
  for (let from = 0; from < lon.length; from += entitiesPerBlock) {
    yield blob('OSMData', nodeBlock(draft, lon, lat, from, Math.min(from + entitiesPerBlock, lon.length)));
  }
  for (let from = 0; from < draft.ways.length; from += entitiesPerBlock) {
    yield blob('OSMData', entityBlock(3, draft.ways.slice(from, from + entitiesPerBlock), from, writeWay));
  }
  for (let from = 0; from < draft.relations.length; from += entitiesPerBlock) {
    yield blob('OSMData', entityBlock(4, draft.relations.slice(from, from + entitiesPerBlock), from, writeRelation));
  }
}

/** One blob with its header and the length in front of it. */
function blob(type: 'OSMHeader' | 'OSMData', content: Uint8Array): Uint8Array {
  const body = new PbfWriter();
  body.writeVarintField(2, content.length);
  // Huffman coding alone: zlib's search for repeats differs between processors, and the bytes must not
  body.writeBytesField(3, deflateSync(content, {strategy: constants.Z_HUFFMAN_ONLY, memLevel: 9}));
  const bodyBytes = body.finish();

  const head = new PbfWriter();
  head.writeStringField(1, type);
  head.writeVarintField(3, bodyBytes.length);
  const headBytes = head.finish();

  const length = Buffer.alloc(4);
  length.writeUInt32BE(headBytes.length);
  return Buffer.concat([length, headBytes, bodyBytes]);
}

function header(lon: Int32Array, lat: Int32Array): Uint8Array {
  const [west, east] = extent(lon);
  const [south, north] = extent(lat);
  const pbf = new PbfWriter();
  pbf.writeMessage(1, (sides: number[], box) => sides.forEach((side, i) => box.writeSVarintField(i + 1, side * 100)), [
    west,
    east,
    north,
    south,
  ]);
  pbf.writeStringField(4, 'OsmSchema-V0.6');
  pbf.writeStringField(4, 'DenseNodes');
  pbf.writeStringField(5, 'Sort.Type_then_ID');
  pbf.writeStringField(16, 'roadql sample city');
  pbf.writeStringField(17, 'roadql sample city, invented, CC0 1.0');
  return pbf.finish();
}

function extent(values: Int32Array): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** The strings of one block by number; 0 is kept for "no string", as dense nodes need it. */
class Strings {
  readonly list = [''];
  private readonly numbers = new Map<string, number>();

  number(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.list.push(text) - 1));
    return number;
  }
}

function nodeBlock(draft: Draft, lon: Int32Array, lat: Int32Array, from: number, to: number): Uint8Array {
  const strings = new Strings();
  const [ids, lats, lons, keysAndValues]: number[][] = [[], [], [], []];
  let tagged = false;
  for (let node = from; node < to; node++) {
    ids.push(node === from ? node + 1 : 1);
    lats.push(node === from ? lat[node] : lat[node] - lat[node - 1]);
    lons.push(node === from ? lon[node] : lon[node] - lon[node - 1]);
    const tags = draft.nodeTags.get(node);
    if (tags) tagged = true;
    for (const [key, value] of Object.entries(tags ?? {})) {
      keysAndValues.push(strings.number(key), strings.number(value));
    }
    keysAndValues.push(0);
  }
  return block(strings, (group) =>
    group.writeMessage(
      2,
      (_, dense) => {
        dense.writePackedSVarint(1, ids);
        dense.writePackedSVarint(8, lats);
        dense.writePackedSVarint(9, lons);
        if (tagged) dense.writePackedVarint(10, keysAndValues);
      },
      null,
    ),
  );
}

type WriteEntity<T> = (entity: T, strings: Strings, pbf: PbfWriter) => void;

function entityBlock<T extends {tags: Tags}>(field: number, entities: T[], from: number, write: WriteEntity<T>) {
  const strings = new Strings();
  return block(strings, (group) =>
    entities.forEach((entity, i) =>
      group.writeMessage(
        field,
        (_, pbf) => {
          pbf.writeVarintField(1, from + i + 1);
          pbf.writePackedVarint(
            2,
            Object.keys(entity.tags).map((key) => strings.number(key)),
          );
          pbf.writePackedVarint(
            3,
            Object.values(entity.tags).map((value) => strings.number(value)),
          );
          write(entity, strings, pbf);
        },
        null,
      ),
    ),
  );
}

function writeWay(way: DraftWay, _strings: Strings, pbf: PbfWriter): void {
  pbf.writePackedSVarint(8, deltas(way.nodes.map((node) => node + 1)));
}

function writeRelation(relation: DraftRelation, strings: Strings, pbf: PbfWriter): void {
  pbf.writePackedVarint(
    8,
    relation.members.map((member) => strings.number(member.role)),
  );
  pbf.writePackedSVarint(9, deltas(relation.members.map((member) => member.ref + 1)));
  pbf.writePackedVarint(
    10,
    relation.members.map((member) => (member.type === 'node' ? 0 : 1)),
  );
}

function deltas(numbers: number[]): number[] {
  return numbers.map((number, i) => (i === 0 ? number : number - numbers[i - 1]));
}

/** The group is written first, for it fills the string table that goes before it. */
function block(strings: Strings, writeGroup: (group: PbfWriter) => void): Uint8Array {
  const group = new PbfWriter();
  group.writeMessage(2, (_, pbf) => writeGroup(pbf), null);
  const groupBytes = group.finish();

  const table = new PbfWriter();
  table.writeMessage(1, (_, pbf) => strings.list.forEach((text) => pbf.writeStringField(1, text)), null);
  return Buffer.concat([table.finish(), groupBytes]);
}
