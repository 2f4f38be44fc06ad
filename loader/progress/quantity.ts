/** Work that is counted in steps, or not counted but waited for, has no rate worth telling. */
const unitsWithoutRate = new Set(['steps', 'files', 's']);

/** An amount for people: `3.2 MB`, `81,565 rows`, `12 s`. */
export function amount(value: number, unit: string): string {
  if (unit === 'bytes') return megabytes(value);
  const word = value === 1 ? unit.replace(/s$/, '') : unit;
  return `${Math.round(value).toLocaleString('en')} ${unit === 's' ? unit : word}`;
}

/** How fast it goes: `14.8 MB/s`; empty where that says nothing. */
export function rate(value: number, unit: string, seconds: number): string {
  if (unitsWithoutRate.has(unit) || value === 0 || seconds < SHORTEST_SECONDS) return '';
  const each = value / seconds;
  return unit === 'bytes' ? `${megabytes(each)}/s` : `${Math.round(each).toLocaleString('en')} ${unit}/s`;
}

/** A time for people: `0.3 s`, `42 s`, `3:07 min`, `1:02:45 h`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60)];
  if (hours === 0) return `${minutes}:${two(whole % 60)} min`;
  return `${hours}:${two(minutes % 60)}:${two(whole % 60)} h`;
}

/** What is over sooner has no rate that means anything. */
const SHORTEST_SECONDS = 0.05;

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', {minimumFractionDigits: 1, maximumFractionDigits: 1})} MB`;
}
