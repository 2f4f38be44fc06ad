import {roadFeature, type RoadFeature} from '../../src/profiles/road-feature.js';
import {roadFeatures} from '../../src/profiles/road-features.js';
import {tagsOf} from './tags-of.js';

test.each<[string, string]>([
  ['highway=residential', ''],
  ['highway=motorway', 'MOTORWAY'],
  ['highway=motorway_link', 'MOTORWAY LINK'],
  ['highway=trunk motorroad=yes', ''],
  ['highway=tertiary_link', 'LINK'],
  ['highway=primary toll=yes', 'TOLL'],
  ['highway=primary toll=no', ''],
  ['highway=primary toll=interval', 'TOLL'],
  ['highway=primary toll:hgv=yes', ''],
  ['highway=primary toll:motorcar=yes', 'TOLL'],
  ['highway=primary toll=yes toll:motor_vehicle=no', ''],
  ['route=ferry', 'FERRY'],
  ['route=ferry toll=yes', 'TOLL FERRY'],
  ['route=shuttle_train', ''],
  ['highway=primary tunnel=yes', 'TUNNEL'],
  ['highway=service tunnel=building_passage', 'TUNNEL'],
  ['highway=primary tunnel=no', ''],
  ['highway=track tunnel=culvert surface=asphalt', ''],
  ['highway=footway covered=yes', ''],
  ['highway=primary bridge=viaduct', 'BRIDGE'],
  ['highway=primary bridge=no', ''],
  ['highway=steps', 'STEPS'],
  ['highway=tertiary junction=roundabout', 'ROUNDABOUT'],
  ['highway=tertiary junction=circular', 'ROUNDABOUT'],
  ['highway=track', 'UNPAVED'],
  ['highway=track surface=asphalt', ''],
  ['highway=track tracktype=grade1', ''],
  ['highway=track tracktype=grade2', 'UNPAVED'],
  ['highway=unclassified tracktype=grade5', 'UNPAVED'],
  ['highway=unclassified tracktype=grade4 surface=concrete:lanes', ''],
  ['highway=residential surface=gravel', 'UNPAVED'],
  ['highway=residential surface=Compacted', 'UNPAVED'],
  ['highway=residential surface=asphalt;gravel', 'UNPAVED'],
  ['highway=residential surface=cobblestone', ''],
  ['highway=path', ''],
  ['highway=path surface=ground', 'UNPAVED'],
  ['highway=path surface=lava tracktype=grade3', 'UNPAVED'],
])('%s has the features [%s]', (tags, names) => {
  const expected = names === '' ? [] : names.split(' ');
  const features = roadFeatures(tagsOf(tags));
  const found = (Object.keys(roadFeature) as RoadFeature[]).filter((name) => (features & roadFeature[name]) !== 0);
  expect(found.toSorted()).toEqual(expected.toSorted());
});
