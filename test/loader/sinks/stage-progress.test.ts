import {StageProgress} from '../../../loader/sinks/database/stage-progress.js';

test('groups that are written beside each other tell of one phase after another, each to its end', () => {
  const told: string[] = [];
  const progress = new StageProgress({writing: 30, indexing: 4, verifying: 2}, (phase, done, total) =>
    told.push(`${phase} ${done}/${total}`),
  );
  progress.add('writing', 10);
  progress.add('indexing', 2);
  progress.add('verifying', 1);
  progress.add('writing', 20);
  progress.add('indexing', 2);
  progress.add('verifying', 1);
  expect(told).toEqual([
    'writing 0/30',
    'writing 10/30',
    'writing 30/30',
    'indexing 2/4',
    'indexing 4/4',
    'verifying 1/2',
    'verifying 2/2',
  ]);
});
