import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

describe.each(engines)('both ends on one street, on the $name engine', (engine) => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.load(
      engine,
      map`
      a --> b
      |     |
      c --- d
    `,
    );
  });
  afterAll(() => town.engine.close());

  test.each([
    [0.25, 0.75],
    [0.75, 0.25],
  ])('a two-way street is travelled straight from %d to %d', async (from, to) => {
    const {routes} = await town.route([town.at('cd', from), town.at('cd', to)]);
    expect(routes[0].legs[0].annotations.sourceIds).toEqual(['cd']);
    expect(routes[0].distance).toBeCloseTo(300, 0);
  });

  test('a one-way street is travelled straight in its own direction', async () => {
    const {routes} = await town.route([town.at('ab', 0.25), town.at('ab', 0.75)]);
    expect(routes[0].legs[0].annotations.sourceIds).toEqual(['ab']);
    expect(routes[0].distance).toBeCloseTo(300, 0);
  });

  test('against a one-way street the way leads round the block', async () => {
    const {routes} = await town.route([town.at('ab', 0.75), town.at('ab', 0.25)]);
    expect(routes[0].legs[0].annotations.sourceIds).toEqual(['ab', 'bd', 'cd', 'ac', 'ab']);
    expect(routes[0].distance).toBeCloseTo(150 + 200 + 600 + 200 + 150, 0);
  });

  test('a way from a place to itself is nothing, drawn as two equal positions', async () => {
    const {routes} = await town.route([town.at('ab'), town.at('ab')]);
    expect(routes[0]).toMatchObject({distance: 0, duration: 0});
    const {coordinates} = routes[0].line.geometry();
    expect(coordinates).toHaveLength(2);
    expect(coordinates[0]).toEqual(coordinates[1]);
  });

  test('a matrix of places on one street tells the orders apart', async () => {
    const places = [town.at('ab', 0.25), town.at('ab', 0.75)];
    const {distances} = await town.matrix(places, places);
    const expected = [
      [0, 300],
      [1300, 0],
    ];
    expected.forEach((row, i) => row.forEach((metres, j) => expect(distances[i][j]).toBeCloseTo(metres, 0)));
  });
});
