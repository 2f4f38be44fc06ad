/** One field of a protocol buffers message: a number for varints, bytes for what has a length. */
export interface WireField {
  readonly field: number;
  readonly value: number | Uint8Array;
}

/**
 * The fields of a protocol buffers message, in order; fixed-width fields are passed over. Enough for the frame around
 * OpenStreetMap's blocks, whose content is left to the parser.
 * @throws RangeError the message ends inside of a field, or is no such message
 */
export function* wireFields(message: Uint8Array): Generator<WireField> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= message.length) throw new RangeError('a message ends in the middle of a number');
      const byte = message[at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    const kind = key % 8;
    if (kind === 0) {
      yield {field, value: varint()};
      continue;
    }
    if (kind !== 1 && kind !== 2 && kind !== 5) throw new RangeError(`a field has the unknown wire type ${kind}`);
    const length = kind === 2 ? varint() : kind === 1 ? 8 : 4;
    if (at + length > message.length) throw new RangeError('a message ends in the middle of a field');
    if (kind === 2) yield {field, value: message.subarray(at, at + length)};
    at += length;
  }
}
