import {open} from 'node:fs/promises';
import {UnreadableSource} from './unreadable-source.js';

export type SourceFormat = 'osm-pbf' | 'geojson' | 'shapefile';

/**
 * What a file is, told by its first bytes.
 * @throws UnreadableSource empty, or something else: a well-known kind is named, with what to do about it
 */
export async function sourceFormat(path: string): Promise<SourceFormat> {
  const head = await readHead(path);
  if (head.length === 0) throw new UnreadableSource(path, 'is empty');
  if (isShapefile(head, path)) return 'shapefile';
  if (head.subarray(4, 16).includes('OSMHeader')) return 'osm-pbf';
  const known = others.find(({magic}) => head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1')));
  if (known) throw new UnreadableSource(path, known.problem);
  const first = head.toString('utf8').replace(/^[\uFEFF\x1e\s]+/, '')[0];
  if (first === '{') return 'geojson';
  if (first === '[') throw new UnreadableSource(path, 'is a JSON array, not a GeoJSON FeatureCollection');
  if (first === '<') throw new UnreadableSource(path, 'is XML; convert it with: osmium cat FILE -o FILE.osm.pbf');
  throw new UnreadableSource(path, 'is neither OSM PBF nor GeoJSON nor a shapefile');
}

/** How much of a file's start tells its kind. */
const HEAD_BYTES = 1024;

const others = [
  {magic: 'PK\x03\x04', problem: 'is a zip archive; unpack it and name the file inside'},
  {magic: '\x1f\x8b', problem: 'is compressed with gzip; unpack it first'},
  {magic: 'BZh', problem: 'is compressed with bzip2; convert it with: osmium cat FILE -o FILE.osm.pbf'},
  {
    magic: 'SQLite format 3',
    problem: 'is SQLite (a GeoPackage?); convert it with: ogr2ogr -f GeoJSON OUT.geojson FILE',
  },
  {magic: '\xff\x00\x00\xe0\x04o5m2', problem: 'is o5m; convert it with: osmium cat FILE -o FILE.osm.pbf'},
  {magic: '\xff\xfe', problem: 'is UTF-16 text; GeoJSON must be UTF-8'},
  {magic: '\xfe\xff', problem: 'is UTF-16 text; GeoJSON must be UTF-8'},
];

/** The .shx index opens with the same magic, and people do name it, or the .dbf, by mistake. */
function isShapefile(head: Buffer, path: string): boolean {
  if (/\.(shx|dbf|prj|cpg)$/i.test(path)) {
    throw new UnreadableSource(path, `is a companion of a shapefile; name ${path.replace(/\.\w+$/, '.shp')}`);
  }
  return head.length >= 4 && head.readInt32BE() === 9994;
}

async function readHead(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const {buffer, bytesRead} = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw UnreadableSource.from(path, error);
  }
}
