import {embeddedTargets} from '../../benchmarks/targets/embedded-times.js';
import {gatewayTargets} from '../../benchmarks/targets/gateway-rates.js';
import {target} from '../../benchmarks/targets/target.js';
import {randomPlaces} from '../../benchmarks/places.js';
import {openNetwork, samplePath} from '../../loader/open-network.js';
import {sourcePrograms} from './source-programs.js';

test('times are better the smaller they are, rates the larger; what is judged is the ratio of the medians', () => {
  expect(target('a', 3, 'times', [1, 2, 9], [6, 1, 7])).toEqual({
    name: 'a: at least 3 x',
    passed: true,
    figures: '3.00 x: 2.00 (1.00 to 9.00) ms against 6.00 (1.00 to 7.00) ms',
  });
  expect(target('b', 3, 'rates', [20], [10])).toMatchObject({
    passed: false,
    figures: '2.00 x: 20.0 (20.0 to 20.0)/s against 10.0 (10.0 to 10.0)/s',
  });
});

test('a run of the embedded engine measures every ratio, and all that it asks is answered', async () => {
  const network = await openNetwork(null, () => undefined, new AbortController().signal);
  const ground = {programs: sourcePrograms, network, networkFile: samplePath, database: null, nginx: false};
  const checks = [
    ...(await embeddedTargets(network, randomPlaces(network, 1))),
    ...(await gatewayTargets({
      ground,
      places: (seed) => randomPlaces(network, seed),
      size: {secondsEach: 0.05, warmUpSeconds: 0},
      say: () => undefined,
    })),
  ];
  expect(checks).toHaveLength(7);
  for (const {figures} of checks) expect(figures).toMatch(/^[\d.,]+ x: .* against /);
  expect(checks.filter(({figures}) => figures.includes('failed'))).toEqual([]);
}, 120_000);
