/**
 * A value of `duration` in seconds: minutes (`20`, `7.5`), `HH:MM`, `HH:MM:SS`, or ISO 8601 (`PT1H30M`, `P1DT2H`).
 * Null for what is none of these and for nothing at all (`0`).
 */
export function parseDuration(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = secondsOf(text.trim());
  return seconds > 0 && Number.isFinite(seconds) ? seconds : null;
}

const minutesOnly = /^(\d+(?:\.\d+)?)(?: ?min(?:utes)?)?$/i;
const clock = /^(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?$/;
const iso = /^P(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/i;

/** NaN for what it cannot read. */
function secondsOf(text: string): number {
  const minutes = minutesOnly.exec(text);
  if (minutes) return 60 * Number(minutes[1]);
  const hours = clock.exec(text);
  if (hours) return 3600 * Number(hours[1]) + 60 * Number(hours[2]) + Number(hours[3] ?? 0);
  const parts = iso.exec(text);
  if (!parts) return NaN;
  const [weeks, days, hour, minute, second] = parts.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return 604_800 * weeks + 86_400 * days + 3600 * hour + 60 * minute + second;
}
