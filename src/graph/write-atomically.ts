import {randomUUID} from 'node:crypto';
import {open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Writes a file beside its final place, waits until it is on disk, and moves it there: a reader sees the old file or
 * the new one, and a crash leaves the old one.
 * @param pieces the file's content, in order
 */
export async function writeAtomically(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx');
    try {
      for (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, {force: true});
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the new name itself last. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
