import {contextLimitKmh} from '../../src/profiles/context-limit.js';
import {parseSpeedLimit} from '../../src/profiles/maxspeed.js';

test.each<[string, number]>([
  ['50', 50],
  [' 50 ', 50],
  ['50 km/h', 50],
  ['50kmh', 50],
  ['50 kph', 50],
  ['27.5', 27.5],
  ['27,5', 27.5],
  ['30 mph', 48.28],
  ['30mph', 48.28],
  ['30 MPH', 48.28],
  ['70 mp/h', 112.654],
  ['8 knots', 14.816],
  ['walk', 7],
  ['none', Infinity],
  ['50;30', 30],
  ['50; 40', 40],
  ['120|100|60', 60],
  ['30 mph;40', 40],
  ['none;80', 80],
  ['signals;60', 60],
  ['PT:urban', 50],
  ['PT:motorway', 120],
  ['pt:rural', 90],
  ['DE:motorway', Infinity],
  ['DE:living_street', 7],
  ['DE:zone:30', 30],
  ['DE:zone30', 30],
  ['FR:30', 30],
  ['zone:20', 20],
  ['GB:zone20', 32.187],
  ['GB:nsl_single', 96.561],
  ['UK:nsl_dual', 112.654],
  ['BE-VLG:rural', 70],
  ['BE-WAL:rural', 90],
  ['PL:expressway', 120],
  ['XX:urban', 50],
  ['rural', 90],
  ['RU:urban', 60],
])('the limit %s is %d km/h', (text, kmh) => {
  expect(parseSpeedLimit(text)).toBeCloseTo(kmh, 3);
});

test.each([
  '',
  'signals',
  'variable',
  'sign',
  'fast',
  '0',
  '-50',
  '500',
  '50 furlongs',
  ';',
  'PT:',
  'PT:constructor',
  '1e2',
])('the limit "%s" is not known', (text) => expect(parseSpeedLimit(text)).toBeUndefined());

test('a context is known by its word alone, and figures in it are in the units of the country', () => {
  expect(contextLimitKmh('urban')).toBe(50);
  expect(contextLimitKmh('US:20')).toBeCloseTo(32.187, 3);
  expect(contextLimitKmh('markings')).toBeUndefined();
});
