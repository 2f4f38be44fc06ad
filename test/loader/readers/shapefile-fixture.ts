/** A column of a table: texts, or whole numbers. */
export interface Column {
  readonly name: string;
  readonly kind: 'C' | 'N';
  readonly bytes: number;
}

type Part = readonly (readonly [number, number])[];

/** A .shp of polylines: each shape a list of parts, or null. */
export function shp(shapes: readonly (readonly Part[] | null)[], type = 3): Buffer {
  const records = shapes.map((parts, i) => {
    const content = parts ? polyline(parts, type) : Buffer.alloc(4);
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, record) => sum + record.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(type, 32);
  return Buffer.concat([header, ...records]);
}

function polyline(parts: readonly Part[], type: number): Buffer {
  const points = parts.flat();
  const content = Buffer.alloc(44 + 4 * parts.length + 16 * points.length);
  content.writeInt32LE(type, 0);
  content.writeInt32LE(parts.length, 36);
  content.writeInt32LE(points.length, 40);
  let first = 0;
  parts.forEach((part, i) => {
    content.writeInt32LE(first, 44 + 4 * i);
    first += part.length;
  });
  points.forEach(([x, y], i) => {
    content.writeDoubleLE(x, 44 + 4 * parts.length + 16 * i);
    content.writeDoubleLE(y, 52 + 4 * parts.length + 16 * i);
  });
  return content;
}

/** A .dbf of rows, texts in the given encoding. */
export function dbf(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
  encoding: BufferEncoding = 'utf8',
): Buffer {
  const rowBytes = 1 + columns.reduce((sum, {bytes}) => sum + bytes, 0);
  const header = Buffer.alloc(32 + 32 * columns.length + 1);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(rowBytes, 10);
  columns.forEach(({name, kind, bytes}, i) => {
    header.write(name, 32 + 32 * i, 'latin1');
    header.write(kind, 43 + 32 * i, 'latin1');
    header.writeUInt8(bytes, 48 + 32 * i);
  });
  header.writeUInt8(0x0d, header.length - 1);
  const body = rows.map((row) =>
    Buffer.concat([
      Buffer.from(' '),
      ...row.map((value, i) => {
        const field = Buffer.alloc(columns[i].bytes, ' ');
        Buffer.from(String(value), encoding).copy(field);
        return field;
      }),
    ]),
  );
  return Buffer.concat([header, ...body, Buffer.from([0x1a])]);
}

export const wgs84Prj =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

export const utm32Prj =
  'PROJCS["WGS_1984_UTM_Zone_32N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
