/** How far two engines' figures may be apart: a thousandth. */
const tolerance = 0.001;

/** Whether two figures agree; null, for no way, agrees with null alone. */
export function agree(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other)) + 1e-6;
}
