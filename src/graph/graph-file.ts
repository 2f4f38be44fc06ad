import {type FileHandle, open} from 'node:fs/promises';
import {resolve} from 'node:path';
import {fromSections, toSections} from './graph-sections.js';
import type {RoadNetwork} from './network.js';
import {MAGIC, packSections, unpackSections} from './section-file.js';
import {UnreadableGraphFile} from './unreadable-graph-file.js';
import {writeAtomically} from './write-atomically.js';

/**
 * Writes a network into one file, whole or not at all: a file of that name stays as it was until the new one is safe
 * on disk. Turn restrictions as they were read are not kept; the search graphs hold what they mean.
 */
export async function writeGraphFile(network: RoadNetwork, path: string): Promise<void> {
  await writeAtomically(path, packSections(toSections(network), path));
}

/**
 * Opens a graph file: typed arrays look into it where it lies, in memory that all processes with this file open share;
 * strings are decoded when they are asked for. Where files cannot be mapped so, it is read into memory of one's own.
 * @throws UnreadableGraphFile not a graph file, one of another format version, cut short, or damaged
 */
export async function readGraphFile(path: string): Promise<RoadNetwork> {
  const {memory, isMapped} = await openWhole(path);
  const network = fromSections(unpackSections(memory, path));
  return isMapped ? {...network, mappedFile: resolve(path)} : network;
}

/** Whether a file begins as a graph file does; it may still be unreadable. */
export async function isGraphFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return bytesRead === MAGIC.length && MAGIC.equals(buffer);
  } finally {
    await file.close();
  }
}

async function openWhole(path: string): Promise<{readonly memory: ArrayBuffer; readonly isMapped: boolean}> {
  const file = await open(path);
  try {
    const {size} = await file.stat();
    const memory = size > 0 ? await mapped(file, size) : null;
    return memory ? {memory, isMapped: true} : {memory: await readWhole(file, size, path), isMapped: false};
  } finally {
    await file.close();
  }
}

/** @returns null where this system has no way to map a file, or none that is known here */
async function mapped(file: FileHandle, size: number): Promise<ArrayBuffer | null> {
  try {
    const {mapMemory} = await import('./map-memory.js');
    return mapMemory(file.fd, size);
  } catch {
    return null;
  }
}

/** A file in an ArrayBuffer of its own, so that views into it are aligned. */
async function readWhole(file: FileHandle, size: number, path: string): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(size));
  // one read gives at most 2 GiB
  for (let at = 0; at < size;) {
    const {bytesRead} = await file.read(bytes, at, Math.min(size - at, 2 ** 30), at);
    if (bytesRead === 0) throw new UnreadableGraphFile(path, 'became shorter while it was read.');
    at += bytesRead;
  }
  return bytes.buffer;
}
