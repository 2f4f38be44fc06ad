import koffi from 'koffi';

// POSIX, sys/mman.h: the values that Linux and macOS share
const PROT_READ_WRITE = 3;
const MAP_PRIVATE = 2;
const MAP_FAILED = 2n ** 64n - 1n;

const mmap = koffi
  .load(null)
  .func('void *mmap(void *address, size_t length, int protection, int flags, int file, int64_t offset)') as unknown as (
  address: null,
  length: number,
  protection: number,
  flags: number,
  file: number,
  offset: number,
) => bigint;

/**
 * The bytes of an open file as memory, for as long as the process lives. Pages come from the system's cache of files when
 * they are first looked at, so that all processes which map a file share them; one that is written to is copied.
 * @param length of the file, bytes; above 0
 * @throws Error the system does not map it
 */
export function mapMemory(file: number, length: number): ArrayBuffer {
  const address = mmap(null, length, PROT_READ_WRITE, MAP_PRIVATE, file, 0);
  if (address === MAP_FAILED) throw new Error('The file cannot be mapped into memory.');
  return koffi.view(address, length);
}
