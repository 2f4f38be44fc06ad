import type {TurnRestriction} from '../../src/graph/road.js';
import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

/** From `ab` no car may turn left into `cb`: it has to go on to the dead end, and come back. */
const noLeftTurn: TurnRestriction = {
  sourceId: 'no left turn',
  tags: {restriction: 'no_left_turn'},
  from: ['ab'],
  via: {node: 'b'.charCodeAt(0)},
  to: ['cb'],
};

describe.each(engines)('turning round at a dead end on the $name engine', (engine) => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.load(
      engine,
      map`
              c
              |
        a --- b --- e
      `,
      {restrictions: [noLeftTurn]},
    );
  });
  afterAll(() => town.engine.close());

  test('is found where a turn is forbidden', async () => {
    expect(await town.streets([town.at('ab'), town.at('cb')])).toEqual(['ab', 'be', 'be', 'cb']);
  });

  test('takes 20 s, which count into the stretch after it and not into its speed', async () => {
    const {annotations, duration} = (await town.route([town.at('ab'), town.at('cb')])).routes[0].legs[0];
    expect(annotations.duration[2] - annotations.duration[1]).toBeCloseTo(20, 3);
    expect(annotations.speed[2]).toBe(annotations.speed[1]);
    const {durations} = await town.matrix([town.at('ab')], [town.at('cb')]);
    expect(durations[0][0]).toBeCloseTo(duration, 6);
  });
});
