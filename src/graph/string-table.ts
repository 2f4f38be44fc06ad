import type {StringTable} from './network.js';

/** Strings as UTF-8 bytes, one after another; each is decoded when it is asked for. */
export class PackedStrings implements StringTable {
  /** @param firstByte  string i is `bytes[firstByte[i]]` up to `firstByte[i + 1]`; one entry more than there are strings */
  constructor(
    readonly firstByte: Uint32Array,
    readonly bytes: Uint8Array,
  ) {}

  get count(): number {
    return this.firstByte.length - 1;
  }

  get(place: number): string | null {
    if (place < 0) return null;
    if (place >= this.count) throw new RangeError(`There is no string ${place} among ${this.count}.`);
    const start = this.firstByte[place];
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, this.firstByte[place + 1] - start).toString(
      'utf8',
    );
  }
}

/** Collects distinct strings. */
export class StringPool {
  private readonly places = new Map<string, number>();

  /** @returns the string's place; -1 for one that is absent or empty */
  add(string: string | null | undefined): number {
    if (!string) return -1;
    let place = this.places.get(string);
    if (place === undefined) this.places.set(string, (place = this.places.size));
    return place;
  }

  pack(): PackedStrings {
    return pack([...this.places.keys()]);
  }
}

/** The strings of any table as bytes; those of one that is packed already as they are. */
export function packStrings(table: StringTable): PackedStrings {
  if (table instanceof PackedStrings) return table;
  return pack(Array.from({length: table.count}, (_, place) => table.get(place) ?? ''));
}

function pack(strings: readonly string[]): PackedStrings {
  const chunks = strings.map((string) => Buffer.from(string, 'utf8'));
  const firstByte = new Uint32Array(chunks.length + 1);
  chunks.forEach((chunk, place) => (firstByte[place + 1] = firstByte[place] + chunk.length));
  const bytes = new Uint8Array(firstByte[chunks.length]);
  chunks.forEach((chunk, place) => bytes.set(chunk, firstByte[place]));
  return new PackedStrings(firstByte, bytes);
}
