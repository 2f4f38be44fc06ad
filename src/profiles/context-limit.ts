/**
 * The limit for cars that the law sets in a context, km/h: `PT:urban`, `rural`, `DE:zone:30`, `GB:nsl_single`.
 * Infinity where the law sets none (`DE:motorway`); undefined for a context that it does not know.
 * Countries that are not listed have the default's figures. Source: the laws as collected on the OpenStreetMap wiki,
 * "Default speed limits"; docs/profiles.md has the table.
 */
export function contextLimitKmh(text: string): number | undefined {
  const match = context.exec(text);
  if (!match) return undefined;
  const country = (match[1] ?? '').toUpperCase();
  const figure = match[3];
  if (figure !== undefined) return zoneKmh(Number(figure), country);
  const word = (match[2] ?? '').toLowerCase();
  const name = sameAs.get(word) ?? word;
  return byCountry.get(country)?.[name] ?? byCountry.get(country.slice(0, 2))?.[name] ?? defaults[name];
}

type Limits = Readonly<Record<string, number>>;

/** Country (and region), a word, a figure: `BE-VLG:rural`, `zone30`, `FR:30`, `IT:zone:30`. */
const context = /^(?:([a-z]{2}(?:-[a-z0-9]{1,3})?):)?([a-z_]+)?:?(\d{1,3})?$/i;
const MPH = 1.609344;
const milesCountries: ReadonlySet<string> = new Set(['GB', 'UK', 'US', 'IM', 'JE', 'GG']);

const sameAs: ReadonlyMap<string, string> = new Map([
  ['expressway', 'trunk'],
  ['motorroad', 'trunk'],
  ['nsl_motorway', 'motorway'],
  ['living', 'living_street'],
  ['zone_residential', 'living_street'],
  ['city_limit', 'urban'],
  ['nsl_restricted', 'urban'],
  ['cyclestreet', 'bicycle_road'],
]);

// without a prototype, so that a tag such as `constructor` is no word of it
const defaults: Limits = limits({
  urban: 50,
  rural: 90,
  trunk: 110,
  motorway: 130,
  living_street: 20,
  bicycle_road: 30,
  pedestrian_zone: 7,
  walk: 7,
});

const britain = limits({
  urban: 30 * MPH,
  rural: 60 * MPH,
  nsl_single: 60 * MPH,
  nsl_dual: 70 * MPH,
  trunk: 70 * MPH,
  motorway: 70 * MPH,
});

const byCountry: ReadonlyMap<string, Limits> = new Map([
  ['AT', limits({rural: 100, trunk: 100, living_street: 7})],
  ['AU', limits({rural: 100, motorway: 110, living_street: 10})],
  ['BE', limits({trunk: 120, motorway: 120})],
  ['BE-BRU', limits({urban: 30, rural: 70})],
  ['BE-VLG', limits({rural: 70})],
  ['BG', limits({trunk: 120, motorway: 140})],
  ['BY', limits({urban: 60, motorway: 110})],
  ['CH', limits({rural: 80, trunk: 100, motorway: 120})],
  ['CY', limits({rural: 80, trunk: 80, motorway: 100})],
  ['DE', limits({rural: 100, trunk: 100, motorway: Infinity, living_street: 7})],
  ['DK', limits({rural: 80, trunk: 80})],
  ['ES', limits({trunk: 90, motorway: 120})],
  ['FI', limits({rural: 80, trunk: 100, motorway: 120})],
  ['FR', limits({rural: 80})],
  ['GB', britain],
  ['IE', limits({rural: 80, trunk: 100, motorway: 120})],
  ['NL', limits({rural: 80, trunk: 100, living_street: 15})],
  ['NO', limits({rural: 80, trunk: 80, motorway: 110})],
  ['PL', limits({trunk: 120, motorway: 140})],
  ['PT', limits({trunk: 100, motorway: 120})],
  ['RO', limits({trunk: 100})],
  ['RS', limits({rural: 80, trunk: 100})],
  ['RU', limits({urban: 60, trunk: 90, motorway: 110})],
  ['SE', limits({rural: 70, trunk: 90, motorway: 110})],
  ['UK', britain],
  ['ZA', limits({urban: 60, rural: 100, trunk: 100, motorway: 120})],
]);

function zoneKmh(figure: number, country: string): number | undefined {
  const kmh = milesCountries.has(country.slice(0, 2)) ? figure * MPH : figure;
  return kmh >= 5 && kmh <= 160 ? kmh : undefined;
}

function limits(kmh: Record<string, number>): Limits {
  return Object.assign(Object.create(null) as Record<string, number>, kmh);
}
