/** A number for a reader: three digits that count, or all those before the point; nothing for none. */
export function shown(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toFixed(digits);
}
