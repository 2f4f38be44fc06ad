import {endianness} from 'node:os';
import {crc32} from 'node:zlib';
import {UnreadableGraphFile} from './unreadable-graph-file.js';

/** The first bytes of a graph file. */
export const MAGIC = Buffer.from('ROADQLG\n', 'latin1');

/** Counted up whenever the layout or the meaning of a section changes; a file of another version is built again. */
const FORMAT_VERSION = 2;

/**
 * Layout: magic (8 bytes), format version (u32), CRC-32 of all that follows (u32), length of the file (f64), length
 * of the head (u32), 4 spare bytes; the head, JSON; then each section at a multiple of 8 bytes. Little-endian.
 */
const at = {version: 8, checksum: 12, fileLength: 16, headLength: 24, head: 32} as const;

const arrayTypes = {Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array} as const;
type ArrayType = keyof typeof arrayTypes;
export type SectionArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Typed arrays by name, and whatever goes into JSON. */
export interface Sections {
  readonly head: unknown;
  readonly arrays: ReadonlyMap<string, SectionArray>;
}

interface FileHead {
  readonly head: unknown;
  readonly sections: readonly {name: string; type: ArrayType; offset: number; length: number}[];
}

/** @returns the file's content in pieces that share the arrays' memory */
export function packSections({head, arrays}: Sections, path: string): Uint8Array[] {
  requireLittleEndian(path);
  // the offsets are part of the head and depend on its length, so they count from the end of the head
  let offset = 0;
  const sections = [...arrays].map(([name, array]) => {
    const section = {name, type: typeOf(array), offset, length: array.length};
    offset = aligned(offset + array.byteLength);
    return section;
  });
  const headBytes = Buffer.from(JSON.stringify({head, sections} satisfies FileHead), 'utf8');
  const body = [headBytes, ...arrays.values()].flatMap((array): Uint8Array[] => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    // the checksum of nothing, carried on from another, would be that of nothing
    return [bytes, new Uint8Array(aligned(bytes.length) - bytes.length)].filter(({length}) => length > 0);
  });
  const prelude = Buffer.alloc(at.head);
  MAGIC.copy(prelude);
  prelude.writeUInt32LE(FORMAT_VERSION, at.version);
  prelude.writeDoubleLE(
    body.reduce((sum: number, piece) => sum + piece.length, at.head),
    at.fileLength,
  );
  prelude.writeUInt32LE(headBytes.length, at.headLength);
  const checksum = body.reduce((sum: number, piece) => crc32(piece, sum), crc32(prelude.subarray(at.fileLength)));
  prelude.writeUInt32LE(checksum, at.checksum);
  return [prelude, ...body];
}

/**
 * @returns views into the file's bytes
 * @throws UnreadableGraphFile
 */
export function unpackSections(buffer: ArrayBuffer, path: string): Sections {
  requireLittleEndian(path);
  const bytes = Buffer.from(buffer);
  if (bytes.length < MAGIC.length || !MAGIC.equals(bytes.subarray(0, MAGIC.length))) {
    throw new UnreadableGraphFile(path, 'is not a graph file: it does not begin as one.');
  }
  if (bytes.length < at.head) throw new UnreadableGraphFile(path, `is cut short: it ends after ${bytes.length} bytes.`);
  const version = bytes.readUInt32LE(at.version);
  if (version !== FORMAT_VERSION) {
    throw new UnreadableGraphFile(
      path,
      `has graph format version ${version}, and this program reads version ${FORMAT_VERSION}: build it again.`,
    );
  }
  const fileLength = bytes.readDoubleLE(at.fileLength);
  if (bytes.length < fileLength) {
    throw new UnreadableGraphFile(path, `is cut short: it has ${bytes.length} of ${fileLength} bytes.`);
  }
  if (bytes.length !== fileLength || crc32(bytes.subarray(at.fileLength)) !== bytes.readUInt32LE(at.checksum)) {
    throw new UnreadableGraphFile(path, 'is damaged: its checksum does not match its content.');
  }
  const headLength = bytes.readUInt32LE(at.headLength);
  const {head, sections} = JSON.parse(bytes.toString('utf8', at.head, at.head + headLength)) as FileHead;
  const start = aligned(at.head + headLength);
  return {
    head,
    arrays: new Map(
      sections.map(({name, type, offset, length}) => [name, new arrayTypes[type](buffer, start + offset, length)]),
    ),
  };
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function typeOf(array: SectionArray): ArrayType {
  return array.constructor.name as ArrayType;
}

/** Typed arrays have the machine's byte order, and the file has theirs. */
function requireLittleEndian(path: string): void {
  if (endianness() !== 'LE') {
    throw new UnreadableGraphFile(path, 'cannot be used here: graph files are little-endian, and this machine is not.');
  }
}
