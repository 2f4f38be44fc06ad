import {displaySpeedKmh} from '../../src/profiles/display-speed.js';
import {tagsOf} from './tags-of.js';

test.each<[string, number]>([
  ['highway=residential', 30],
  ['highway=residential maxspeed=50', 50],
  ['highway=primary maxspeed=30 mph', 48.28032],
  ['highway=primary maxspeed:forward=90 maxspeed:backward=50', 50],
  ['highway=primary maxspeed:backward=70', 70],
  ['highway=motorway maxspeed=none', 130],
  ['highway=residential maxspeed=none', 30],
  ['highway=secondary maxspeed=PT:rural', 90],
  ['highway=secondary maxspeed=70 surface=gravel', 70],
  ['highway=footway', 0],
  ['highway=footway maxspeed=20', 20],
  ['highway=steps', 0],
  ['highway=track', 15],
  ['route=ferry', 0],
])('%s shows %d km/h', (tags, kmh) => {
  expect(displaySpeedKmh(tagsOf(tags))).toBeCloseTo(kmh, 6);
});
