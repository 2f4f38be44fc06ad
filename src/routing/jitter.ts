/**
 * A number in -0.5 .. 0.5 that depends on the seeds alone and on nothing regular in them: to move points of a grid off
 * it, the same way in every query, since rows and squares that are exact leave a triangulation more than one choice.
 */
export function jitter(seed: number, other = 0): number {
  const wave = Math.sin(seed * 12.9898 + other * 78.233) * 43758.5453;
  return wave - Math.floor(wave) - 0.5;
}
