import {open, readdir, readFile, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {UnreadableSource} from './unreadable-source.js';

/** The files that make up a shapefile. */
export interface ShapefileParts {
  readonly shp: string;
  readonly dbf: string;
  readonly prj: string;
  /** null where there is none. */
  readonly cpg: string | null;
}

/**
 * Finds a shapefile's companions beside it, however their endings are written.
 * @throws UnreadableSource without .dbf (the columns) or .prj (the coordinate system)
 */
export async function shapefileParts(shp: string): Promise<ShapefileParts> {
  const stem = basename(shp).replace(/\.[^.]*$/, '');
  let names: string[];
  try {
    names = await readdir(dirname(shp));
  } catch (error) {
    throw UnreadableSource.from(shp, error);
  }
  const find = (ending: string) => {
    const name = names.find((one) => one.toLowerCase() === `${stem}.${ending}`.toLowerCase());
    return name === undefined ? null : join(dirname(shp), name);
  };
  const [dbf, prj] = [find('dbf'), find('prj')];
  if (!dbf) throw new UnreadableSource(shp, `has no ${stem}.dbf beside it, which holds its columns`);
  if (!prj) throw new UnreadableSource(shp, `has no ${stem}.prj beside it, which says in what coordinate system it is`);
  return {shp, dbf, prj, cpg: find('cpg')};
}

/** Polylines: plain, with elevation, with measures. */
const lineTypes = new Set([3, 13, 23]);

/** @throws UnreadableSource truncated, or a shapefile of points or areas */
export async function checkShp(shp: string): Promise<void> {
  const {head, sizeBytes} = await headOf(shp, 100);
  if (head.length < 100) throw new UnreadableSource(shp, 'truncated shapefile: it is shorter than its header');
  const saidBytes = head.readInt32BE(24) * 2;
  if (sizeBytes < saidBytes) {
    throw new UnreadableSource(
      shp,
      `truncated shapefile: ${sizeBytes} bytes instead of the ${saidBytes} of its header`,
    );
  }
  const type = head.readInt32LE(32);
  if (!lineTypes.has(type)) throw new UnreadableSource(shp, `holds shapes of type ${type}, not lines (3, 13 or 23)`);
}

/** What a .dbf says of itself. */
export interface DbfHead {
  readonly rows: number;
  readonly columns: readonly string[];
}

/** @throws UnreadableSource truncated, or with a kind of column that cannot be read */
export async function readDbfHead(dbf: string, encoding: string): Promise<DbfHead> {
  const decoder = new TextDecoder(encoding);
  const {head, sizeBytes} = await headOf(dbf, 65_535);
  if (head.length < 33) throw new UnreadableSource(dbf, 'truncated table: it is shorter than its header');
  const rows = head.readUInt32LE(4);
  const headerBytes = head.readUInt16LE(8);
  const saidBytes = headerBytes + rows * head.readUInt16LE(10);
  if (sizeBytes < saidBytes) {
    throw new UnreadableSource(
      dbf,
      `truncated table: ${sizeBytes} bytes instead of the ${saidBytes} of its ${rows} rows`,
    );
  }
  const columns: string[] = [];
  for (let at = 32; at + 32 <= headerBytes && head[at] !== 0x0d; at += 32) {
    const name = head.subarray(at, at + 11);
    const end = name.indexOf(0);
    columns.push(decoder.decode(end < 0 ? name : name.subarray(0, end)));
    const kind = String.fromCharCode(head[at + 11]);
    if (!'BCDFLMN'.includes(kind)) {
      throw new UnreadableSource(
        dbf,
        `column ${columns[columns.length - 1]} is of the unknown kind ${JSON.stringify(kind)}`,
      );
    }
  }
  return {rows, columns};
}

/**
 * The text encoding of a shapefile's table, as its .cpg names it; without one Windows-1252, as ESRI has it.
 * @throws UnreadableSource an encoding that is not known
 */
export async function encodingOf({cpg}: ShapefileParts): Promise<string> {
  if (!cpg) return 'windows-1252';
  const name = (await readFile(cpg, 'latin1')).trim();
  const label = codePages.find(([pattern]) => pattern.test(name));
  const encoding = label ? name.replace(label[0], label[1]) : name;
  try {
    return new TextDecoder(encoding).encoding;
  } catch (cause) {
    throw new UnreadableSource(cpg, `names the encoding ${JSON.stringify(name)}, which is not known`, {cause});
  }
}

/** What ESRI writes, and the names of the encoding standard. */
const codePages: readonly (readonly [RegExp, string])[] = [
  [/^(65001|utf8)$/i, 'utf-8'],
  [/^(?:ansi ?|cp)?(125\d)$/i, 'windows-$1'],
  [/^(?:oem ?|cp)?866$/i, 'ibm866'],
  [/^932$/, 'shift_jis'],
  [/^936$/, 'gbk'],
  [/^949$/, 'euc-kr'],
  [/^950$/, 'big5'],
  [/^(?:iso ?)?8859[- ]?(\d\d?)$/i, 'iso-8859-$1'],
];

async function headOf(path: string, bytes: number): Promise<{head: Buffer; sizeBytes: number}> {
  try {
    const {size} = await stat(path);
    const file = await open(path);
    try {
      const {buffer, bytesRead} = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return {head: buffer.subarray(0, bytesRead), sizeBytes: size};
    } finally {
      await file.close();
    }
  } catch (error) {
    throw UnreadableSource.from(path, error);
  }
}
