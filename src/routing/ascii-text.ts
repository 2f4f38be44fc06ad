/** Most texts fit in, so that they need no memory of their own while they are written. */
const spare = Buffer.allocUnsafe(64 * 1024);

/**
 * A text of ASCII alone, written byte by byte: several times as fast as adding up strings.
 * @param mostBytes how long it may get
 * @param write     writes it from the first byte on, at once. @returns how many bytes it wrote
 */
export function asciiText(mostBytes: number, write: (bytes: Uint8Array) => number): string {
  const bytes = mostBytes <= spare.length ? spare : Buffer.allocUnsafe(mostBytes);
  return bytes.toString('latin1', 0, write(bytes));
}
