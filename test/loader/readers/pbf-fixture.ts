import {deflateSync} from 'node:zlib';
import {PbfWriter} from 'pbf';

export type Item =
  | {node: number; at: [lon: number, lat: number]; tags?: Record<string, string>}
  | {way: number; refs: number[]; tags?: Record<string, string>}
  | {relation: number; members: [type: 'node' | 'way', ref: number, role: string][]; tags?: Record<string, string>};

/** An .osm.pbf of items, one block a list. @param isPlain without compression, as the format allows */
export function pbf(blocks: Item[][], {isPlain = false, requires = ['OsmSchema-V0.6', 'DenseNodes']} = {}): Buffer {
  const header = new PbfWriter();
  for (const feature of requires) header.writeStringField(4, feature);
  return Buffer.concat([
    blob('OSMHeader', header.finish(), isPlain),
    ...blocks.map((items) => blob('OSMData', block(items), isPlain)),
  ]);
}

function blob(type: string, content: Uint8Array, isPlain: boolean): Buffer {
  const body = new PbfWriter();
  if (isPlain) body.writeBytesField(1, content);
  else {
    body.writeVarintField(2, content.length);
    body.writeBytesField(3, deflateSync(content));
  }
  const bytes = body.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, bytes.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, bytes]);
}

function block(items: Item[]): Uint8Array {
  const strings = [''];
  const place = (text: string) => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const nodes = items.filter((item) => 'node' in item);
  const groups: ((group: PbfWriter) => void)[] = [];
  if (nodes.length > 0) groups.push((group) => group.writeMessage(2, writeDense, {nodes, place}));
  for (const item of items) {
    if ('way' in item) groups.push((group) => group.writeMessage(3, writeWay, {item, place}));
    if ('relation' in item) groups.push((group) => group.writeMessage(4, writeRelation, {item, place}));
  }
  const written = groups.map((write) => {
    const group = new PbfWriter();
    write(group);
    return group.finish();
  });
  const content = new PbfWriter();
  content.writeMessage(
    1,
    (texts: string[], table) => texts.forEach((text) => table.writeStringField(1, text)),
    strings,
  );
  for (const group of written) content.writeBytesField(2, group);
  return content.finish();
}

type Place = (text: string) => number;
const deltas = (numbers: number[]) => numbers.map((number, i) => number - (i > 0 ? numbers[i - 1] : 0));
const units = (degrees: number) => Math.round(degrees * 1e7);

function writeDense({nodes, place}: {nodes: Extract<Item, {node: number}>[]; place: Place}, dense: PbfWriter): void {
  dense.writePackedSVarint(1, deltas(nodes.map(({node}) => node)));
  dense.writePackedSVarint(8, deltas(nodes.map(({at}) => units(at[1]))));
  dense.writePackedSVarint(9, deltas(nodes.map(({at}) => units(at[0]))));
  dense.writePackedVarint(
    10,
    nodes.flatMap(({tags = {}}) => [...Object.entries(tags).flat().map(place), 0]),
  );
}

function writeTags(tags: Record<string, string> = {}, place: Place, item: PbfWriter): void {
  item.writePackedVarint(2, Object.keys(tags).map(place));
  item.writePackedVarint(3, Object.values(tags).map(place));
}

function writeWay({item, place}: {item: Extract<Item, {way: number}>; place: Place}, way: PbfWriter): void {
  way.writeVarintField(1, item.way);
  writeTags(item.tags, place, way);
  way.writePackedSVarint(8, deltas(item.refs));
}

function writeRelation(
  {item, place}: {item: Extract<Item, {relation: number}>; place: Place},
  relation: PbfWriter,
): void {
  relation.writeVarintField(1, item.relation);
  writeTags(item.tags, place, relation);
  relation.writePackedVarint(
    8,
    item.members.map(([, , role]) => place(role)),
  );
  relation.writePackedSVarint(9, deltas(item.members.map(([, ref]) => ref)));
  relation.writePackedVarint(
    10,
    item.members.map(([type]) => (type === 'node' ? 0 : 1)),
  );
}
