import type {Profile, Tags, Travel} from '../../src/profiles/profile.js';
import {profiles} from '../../src/profiles/profiles.js';
import {accessRows} from './access-rows.js';
import {barrierRows} from './barrier-rows.js';
import {tagsOf} from './tags-of.js';

describe.each(Object.entries(accessRows))('access and speed by %s', (_theme, rows) => {
  test.each(rows)('%s gives CAR %s, BICYCLE %s, FOOT %s', (tags, car, bicycle, foot) => {
    expect(profiles.map((profile) => cell(profile, tagsOf(tags)))).toEqual([car, bicycle, foot]);
  });
});

describe.each(Object.entries(barrierRows))('passing nodes: %s', (_theme, rows) => {
  test.each(rows)('%s lets pass: %s', (tags, passedBy) => {
    const passing = profiles.filter((profile) => profile.passesNode(tagsOf(tags)));
    expect(passing.map(({name}) => name[0]).join('')).toBe(passedBy);
  });
});

test('no row of the table stands there twice', () => {
  const tags = [...Object.values(accessRows), ...Object.values(barrierRows)].flat().map(([first]) => first);
  expect(tags.filter((one, i) => tags.indexOf(one) !== i)).toEqual([]);
});

function cell(profile: Profile, tags: Tags): string {
  const {forward, backward} = profile.way(tags);
  const both = [show(forward), show(backward)];
  return both[0] === both[1] ? both[0] : both.join('/');
}

function show(travel: Travel | null): string {
  if (!travel) return '-';
  const pace = travel.waySeconds === null ? String(Number(travel.kmh.toFixed(3))) : `${travel.waySeconds / 60}min`;
  return travel.destinationOnly ? `${pace}d` : pace;
}
