import {PhaseClock} from '../../loader/phase-clock.js';

test('a phase lasts until the next one speaks, and one that comes again goes on', () => {
  let ms = 0;
  const heard: string[] = [];
  const clock = new PhaseClock(() => ms);
  const onProgress = clock.wrap((phase, done) => heard.push(`${phase} ${done}`));
  onProgress('a', 0, 2, 'steps');
  ms = 1_000;
  onProgress('a', 1, 2, 'steps');
  ms = 1_500;
  onProgress('b', 0, 1, 'steps');
  expect(clock.soFar()).toEqual([
    {phase: 'a', seconds: 1.5},
    {phase: 'b', seconds: 0},
  ]);
  ms = 2_000;
  onProgress('a', 2, 2, 'steps');
  ms = 2_250;
  expect(clock.stop()).toEqual([
    {phase: 'a', seconds: 1.75},
    {phase: 'b', seconds: 0.5},
  ]);
  expect(heard).toEqual(['a 0', 'a 1', 'b 0', 'a 2']);
});
