import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

describe.each(engines)('parts of the network that hang on nothing, on the $name engine', (engine) => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.load(
      engine,
      map`
      a --- b --- c
      |     |     |      x --- y
      |     |     |
      |     |     |      r --- s
      d --- e --- f
    `,
    );
  });
  afterAll(() => town.engine.close());

  test('two places on one island are joined there', async () => {
    expect(await town.streets([town.at('xy', 0.2), town.at('xy', 0.8)])).toEqual(['xy']);
  });

  test('places on two islands both snap to the main part', async () => {
    const {waypoints} = await town.route([town.at('xy', 0.2), town.at('rs', 0.2)]);
    expect(waypoints.map(({name}) => name)).toEqual(['cf', 'cf']);
  });

  test('one place on an island among others on the main part snaps to the main part', async () => {
    const {waypoints} = await town.route([town.at('ab'), town.at('xy', 0.2)]);
    expect(waypoints.map(({name}) => name)).toEqual(['ab', 'cf']);
    expect(waypoints[1].distance).toBeGreaterThan(700);
  });

  test('a radius that ends before the main part says how far that is', async () => {
    const lost = {...town.at('xy', 0.2), radius: 100};
    await expect(town.route([town.at('ab'), lost])).rejects.toMatchObject({
      code: 'POINT_NOT_NEAR_NETWORK',
      details: {waypoint: 1, argument: 'waypoints[1]'},
    });
  });

  test('the rule looks at origins and destinations together', async () => {
    const {origins, destinations} = await town.matrix([town.at('xy', 0.2)], [town.at('xy', 0.8), town.at('ab')]);
    expect([...origins, ...destinations].map(({name}) => name)).toEqual(['cf', 'cf', 'ab']);
  });
});
