/** Memory that a thread which makes rows shares with whoever sends them on: it fills slots in turn, they empty them. */
export interface PartSlots {
  readonly memory: readonly SharedArrayBuffer[];
  /** By slot: 1 from when it is handed over until it is empty again. Shared. */
  readonly isFull: Int32Array;
}

/** @param bytes of a slot  @param count of slots: one less is how many parts a thread may be ahead */
export function makePartSlots(bytes: number, count: number): PartSlots {
  return {
    memory: Array.from({length: count}, () => new SharedArrayBuffer(bytes)),
    isFull: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * count)),
  };
}

/** A part of rows: where it stands in a slot, or itself where it was too large for one. */
export type Part = {readonly slot: number; readonly length: number} | Uint8Array;

/** The thread's side. */
export class PartFiller {
  private slot = -1;

  constructor(private readonly slots: PartSlots) {}

  /** The next slot, to be written to; waits until it is empty. */
  readonly next = (): Buffer => {
    const {memory, isFull} = this.slots;
    this.slot = (this.slot + 1) % memory.length;
    Atomics.wait(isFull, this.slot, 1);
    return Buffer.from(memory[this.slot]);
  };

  /** Hands over what was written. */
  part(written: Buffer): Part {
    const slot = this.slots.memory.indexOf(written.buffer as unknown as SharedArrayBuffer);
    if (slot < 0) return written;
    Atomics.store(this.slots.isFull, slot, 1);
    return {slot, length: written.length};
  }
}

/** What a part holds: good until its slot is emptied. */
export function readPart({memory}: PartSlots, part: Part): Buffer {
  if ('slot' in part) return Buffer.from(memory[part.slot], 0, part.length);
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
}

/** Gives a part's slot back to the thread. */
export function emptySlot({isFull}: PartSlots, part: Part): void {
  if (!('slot' in part)) return;
  Atomics.store(isFull, part.slot, 0);
  Atomics.notify(isFull, part.slot);
}
