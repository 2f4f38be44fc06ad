import {type FileHandle} from 'node:fs/promises';
import {promisify} from 'node:util';
import {inflate} from 'node:zlib';
import {messageOf, UnreadableSource} from './unreadable-source.js';
import {wireFields} from './wire.js';

/** Where a blob stands in the file. */
export interface BlobPlace {
  readonly type: 'OSMHeader' | 'OSMData';
  /** Of the blob's first byte. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Limits of the format: a longer header or blob is a sign of a broken file. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

const inflateAsync = promisify(inflate);

/**
 * Every blob of an OSM PBF file, in order. Reads the frames alone, so that a file cut short is refused before
 * anything is made of its first half.
 * @throws UnreadableSource with the offset at which the file breaks off or stops making sense
 */
export async function listBlobs(file: FileHandle, path: string): Promise<BlobPlace[]> {
  const {size} = await file.stat();
  const blobs: BlobPlace[] = [];
  for (let offset = 0; offset < size;) {
    const blob = await readFrame(file, path, offset, size);
    blobs.push(blob);
    offset = blob.offset + blob.sizeBytes;
  }
  if (blobs[0]?.type !== 'OSMHeader') throw new UnreadableSource(path, 'does not start with an OSM PBF header');
  return blobs;
}

/** The bytes of a blob, decompressed. @throws UnreadableSource */
export async function readBlob(file: FileHandle, path: string, blob: BlobPlace): Promise<Buffer> {
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(blob.sizeBytes), 0, blob.sizeBytes, blob.offset);
    if (bytesRead < blob.sizeBytes) throw new RangeError('the file ended while it was read');
    return await decompress(buffer);
  } catch (error) {
    throw damaged(path, blob, error);
  }
}

/** A block that could be framed but not understood. */
export function damaged(path: string, blob: BlobPlace, error: unknown): UnreadableSource {
  if (error instanceof UnreadableSource) return error;
  const why = messageOf(error);
  return new UnreadableSource(path, `damaged OSM PBF: the block at byte ${blob.offset} cannot be read (${why})`, {
    cause: error,
  });
}

async function readFrame(file: FileHandle, path: string, start: number, size: number): Promise<BlobPlace> {
  const truncated = (what: string) =>
    new UnreadableSource(
      path,
      `truncated OSM PBF: ${what} at byte ${start} goes beyond the end of the file (${size} bytes)`,
    );
  if (start + 4 > size) throw truncated('the frame');
  const headerBytes = (await file.read(Buffer.alloc(4), 0, 4, start)).buffer.readUInt32BE();
  if (headerBytes === 0 || headerBytes > MAX_HEADER_BYTES) {
    throw new UnreadableSource(path, `damaged OSM PBF: no block header at byte ${start}`);
  }
  const offset = start + 4 + headerBytes;
  if (offset > size) throw truncated('the block header');
  const header = (await file.read(Buffer.alloc(headerBytes), 0, headerBytes, start + 4)).buffer;
  const {type, sizeBytes} = parseBlobHeader(header, path, start);
  if (offset + sizeBytes > size) throw truncated(`the block of ${sizeBytes} bytes`);
  return {type, offset, sizeBytes};
}

function parseBlobHeader(header: Buffer, path: string, start: number): {type: BlobPlace['type']; sizeBytes: number} {
  let type = '';
  let sizeBytes = -1;
  try {
    for (const {field, value} of wireFields(header)) {
      if (field === 1 && typeof value !== 'number') type = Buffer.from(value).toString('latin1');
      if (field === 3 && typeof value === 'number') sizeBytes = value;
    }
  } catch (cause) {
    throw new UnreadableSource(path, `damaged OSM PBF: no block header at byte ${start}`, {cause});
  }
  if ((type !== 'OSMHeader' && type !== 'OSMData') || sizeBytes < 0 || sizeBytes > MAX_BLOB_BYTES) {
    throw new UnreadableSource(path, `damaged OSM PBF: no block header at byte ${start}`);
  }
  return {type, sizeBytes};
}

const compressions = new Map([
  [4, 'LZMA'],
  [5, 'bzip2'],
  [6, 'LZ4'],
  [7, 'zstd'],
]);

async function decompress(blob: Buffer): Promise<Buffer> {
  let rawBytes: number | null = null;
  let data: Buffer | null = null;
  for (const {field, value} of wireFields(blob)) {
    if (typeof value === 'number') {
      if (field === 2) rawBytes = value;
    } else if (field === 1) {
      data = Buffer.from(value);
    } else if (field === 3) {
      data = await inflateAsync(value, {maxOutputLength: MAX_BLOB_BYTES});
    } else if (compressions.has(field)) {
      throw new RangeError(`${compressions.get(field)} compression is not supported; rewrite the file with zlib`);
    }
  }
  if (!data) throw new RangeError('it holds no data');
  if (rawBytes !== null && data.length !== rawBytes) {
    throw new RangeError(`it holds ${data.length} bytes instead of ${rawBytes}`);
  }
  return data;
}
