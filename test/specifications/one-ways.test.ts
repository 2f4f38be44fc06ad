import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

describe.each(engines)('one-way streets on the $name engine', (engine) => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.load(
      engine,
      map`
      a --> b --- c
      |           |
      d --------- e
    `,
    );
  });
  afterAll(() => town.engine.close());

  test('a one-way street is entered from its start', async () => {
    expect(await town.streets([town.at('ad'), town.at('bc')])).toEqual(['ad', 'ab', 'bc']);
  });

  test('a one-way street is not entered from its end', async () => {
    expect(await town.streets([town.at('bc'), town.at('ad')])).toEqual(['bc', 'ce', 'de', 'ad']);
  });

  test('from the middle of a one-way street there is one way to leave', async () => {
    expect(await town.streets([town.at('ab'), town.at('ad')])).toEqual(['ab', 'bc', 'ce', 'de', 'ad']);
  });

  test('to the middle of a one-way street there is one way to come', async () => {
    expect(await town.streets([town.at('bc'), town.at('ab')])).toEqual(['bc', 'ce', 'de', 'ad', 'ab']);
  });

  test('who walks may go against it', async () => {
    expect(await town.streets([town.at('bc'), town.at('ad')], {profile: 'FOOT'})).toEqual(['bc', 'ab', 'ad']);
  });
});
