import {profileNames} from '../../src/profiles/profile.js';
import {profiles} from '../../src/profiles/profiles.js';
import {getRoadClassRule, roadClasses, roadClassOf} from '../../src/profiles/road-class.js';

test('the profiles stand in the order of their names', () => {
  expect(profiles.map(({name}) => name)).toEqual(profileNames);
});

test('turn restrictions bind vehicles, and only a car avoids turning round', () => {
  expect(profiles.map(({restrictionModes}) => restrictionModes)).toEqual([
    ['motorcar', 'motor_vehicle', 'vehicle'],
    ['bicycle', 'vehicle'],
    ['foot'],
  ]);
  expect(profiles.map(({boundByRestrictions}) => boundByRestrictions)).toEqual([true, true, false]);
  expect(profiles.map(({avoidsUTurns}) => avoidsUTurns)).toEqual([true, false, false]);
});

test('road classes fit into a byte, none twice', () => {
  expect(new Set(roadClasses).size).toBe(roadClasses.length);
  expect(roadClasses.length).toBeLessThan(256);
  expect(roadClasses).toEqual(expect.arrayContaining(['motorway_link', 'living_street', 'ferry', 'other']));
});

test('a way that is no road has the class `other`, and an unknown class is an error that tells it', () => {
  expect(roadClassOf({})).toBe('other');
  expect(roadClassOf({highway: 'construction'})).toBe('other');
  expect(roadClassOf({highway: 'toString'})).toBe('other');
  expect(roadClassOf({route: 'ferry', highway: 'primary'})).toBe('primary');
  expect(() => getRoadClassRule('canal')).toThrow('canal');
});
