/**
 * A number in -0.5 .. 0.5 that depends on the seeds alone and on nothing regular in them: to move points of a grid off
 * it, the same way in every query, since rows and squares that are exact leave a triangulation more than one choice.
 * Bits mixed as in MurmurHash3's finaliser: whole numbers, so it is the same on every machine, as a sine is not.
 * @param seed, other whole numbers; taken modulo 2^32
 */
export function jitter(seed: number, other = 0): number {
  let bits = (seed ^ Math.imul(other + 1, 0x9e3779b1)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32 - 0.5;
}
