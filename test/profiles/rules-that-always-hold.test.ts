import fc from 'fast-check';
import {displaySpeedKmh} from '../../src/profiles/display-speed.js';
import type {Tags, WayAccess} from '../../src/profiles/profile.js';
import {CAR} from '../../src/profiles/car.js';
import {FOOT} from '../../src/profiles/foot.js';
import {profiles} from '../../src/profiles/profiles.js';
import {roadClassOf, roadClasses} from '../../src/profiles/road-class.js';
import {roadFeatures} from '../../src/profiles/road-features.js';
import {vocabulary} from './vocabulary.js';

const runs = {numRuns: 3000};
const closed: WayAccess = {forward: null, backward: null};
const anyTags = fc
  .uniqueArray(fc.constantFrom(...Object.keys(vocabulary)), {maxLength: 9})
  .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), anyValue(key)))))
  .map((pairs): Tags => Object.fromEntries(pairs));

test('whatever the tags, speeds are above 0 and finite, and so are the times of crossings', () => {
  fc.assert(
    fc.property(anyWay(), (tags) => {
      for (const profile of profiles) {
        const {forward, backward} = profile.way(tags);
        for (const travel of [forward, backward]) {
          if (travel === null) continue;
          expect(travel.kmh).toBeGreaterThan(0);
          expect(travel.kmh).toBeLessThan(200);
          if (travel.waySeconds !== null) expect(travel.waySeconds).toBeGreaterThan(0);
          expect(Number.isFinite(travel.waySeconds ?? 0)).toBe(true);
        }
      }
    }),
    runs,
  );
});

test('whatever the tags, a way has a listed class, features in 16 bits and a speed to show', () => {
  fc.assert(
    fc.property(anyWay(), (tags) => {
      expect(roadClasses).toContain(roadClassOf(tags));
      expect(roadFeatures(tags) & ~0xffff).toBe(0);
      expect(displaySpeedKmh(tags)).toBeGreaterThanOrEqual(0);
      expect(displaySpeedKmh(tags)).toBeLessThanOrEqual(160);
    }),
    runs,
  );
});

const ownMode = {CAR: 'motorcar', BICYCLE: 'bicycle', FOOT: 'foot'} as const;

test('a `no` for the profile itself closes the way, whatever else is tagged', () => {
  fc.assert(
    fc.property(anyWay(), fc.constantFrom(...profiles), (tags, profile) => {
      const mode = ownMode[profile.name];
      const refused = {...without(tags, (key) => key.startsWith(`${mode}:`)), [mode]: 'no'};
      expect(profile.way(refused)).toEqual(closed);
    }),
    runs,
  );
});

test('a `no` for the profile itself bars the node of any barrier', () => {
  fc.assert(
    fc.property(anyTags, anyValue('barrier'), fc.constantFrom(...profiles), (tags, barrier, profile) => {
      expect(profile.passesNode({...tags, barrier, [ownMode[profile.name]]: 'no'})).toBe(false);
    }),
    runs,
  );
});

test('`access=yes` says no more than no `access` at all', () => {
  fc.assert(
    fc.property(anyWay(), fc.constantFrom(...profiles), (tags, profile) => {
      const silent = without(tags, (key) => key === 'access');
      expect(profile.way({...silent, access: 'yes'})).toEqual(profile.way(silent));
    }),
    runs,
  );
});

test('an area is no way', () => {
  fc.assert(
    fc.property(anyWay(), fc.constantFrom(...profiles), (tags, profile) => {
      expect(profile.way({...tags, area: 'yes'})).toEqual(closed);
    }),
  );
});

test('a lower limit never makes anybody faster', () => {
  fc.assert(
    fc.property(anyWay(), fc.integer({min: 5, max: 130}), fc.integer({min: 1, max: 30}), (tags, limit, less) => {
      for (const profile of profiles) {
        const fast = profile.way({...tags, maxspeed: `${limit + less}`});
        const slow = profile.way({...tags, maxspeed: `${limit}`});
        expect(slow.forward?.kmh ?? 0).toBeLessThanOrEqual(fast.forward?.kmh ?? 0);
        expect(slow.backward?.kmh ?? 0).toBeLessThanOrEqual(fast.backward?.kmh ?? 0);
      }
    }),
    runs,
  );
});

test.each([CAR, FOOT])('$name is never faster for what is known of the ground', (profile) => {
  const ground = fc
    .constantFrom('surface', 'tracktype', 'smoothness')
    .chain((key) => fc.tuple(fc.constant(key), anyValue(key)));
  fc.assert(
    fc.property(anyWay(), ground, (tags, [key, value]) => {
      const unknown = profile.way(without(tags, (one) => one === key));
      const known = profile.way({...tags, [key]: value});
      expect(known.forward?.kmh ?? 0).toBeLessThanOrEqual(unknown.forward?.kmh ?? 0);
      expect(known.backward?.kmh ?? 0).toBeLessThanOrEqual(unknown.backward?.kmh ?? 0);
    }),
    runs,
  );
});

test('a one-way street drawn from its other end is the same street', () => {
  const oneSided = /forward|backward|cycleway|conveying|oneway/;
  fc.assert(
    fc.property(anyWay(), fc.constantFrom(...profiles), (tags, profile) => {
      const street = without(tags, (key) => oneSided.test(key));
      const {forward, backward} = profile.way({...street, oneway: 'yes'});
      expect(profile.way({...street, oneway: '-1'})).toEqual({forward: backward, backward: forward});
    }),
    runs,
  );
});

function anyWay(): fc.Arbitrary<Tags> {
  return fc
    .tuple(anyTags, fc.oneof({weight: 9, arbitrary: anyValue('highway')}, fc.constant(undefined)))
    .map(([tags, highway]) => (highway === undefined ? {route: 'ferry', ...tags} : {...tags, highway}));
}

/** A known value, a list of two, or any string at all. */
function anyValue(key: string): fc.Arbitrary<string> {
  const known = fc.constantFrom(...vocabulary[key]);
  return fc.oneof(
    {weight: 12, arbitrary: known},
    {weight: 1, arbitrary: fc.tuple(known, known).map((two) => two.join(';'))},
    {weight: 1, arbitrary: fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', 'NaN', '-1'))},
  );
}

function without(tags: Tags, isLeftOut: (key: string) => boolean): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !isLeftOut(key)));
}
