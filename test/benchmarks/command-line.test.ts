import {readCommandLine, WrongUsage} from '../../benchmarks/command-line.js';
import {scenarioNames, scenariosOf} from '../../benchmarks/scenarios.js';
import {benchSize} from '../../benchmarks/size.js';

test('all that may be said may be said at once', () => {
  const line = ['route', '--full', '--compare', 'old.json', '--network', 'town.osm.pbf'];
  expect(readCommandLine(line, scenarioNames)).toEqual({
    name: 'route',
    full: true,
    compare: 'old.json',
    network: 'town.osm.pbf',
  });
  expect(readCommandLine([], scenarioNames)).toEqual({name: null, full: false, compare: null, network: null});
});

test('what is no scenario and no argument is refused, with the scenarios that there are', () => {
  for (const line of [['ruote'], ['--fulll'], ['route', 'nearest'], ['--compare']]) {
    expect(() => readCommandLine(line, scenarioNames)).toThrow(WrongUsage);
    expect(() => readCommandLine(line, scenarioNames)).toThrow(/persisted-hot-50/);
  }
});

test('no two scenarios have one name, and the quick size asks nothing that the full one does not', () => {
  for (const place of ['gateway', 'nginx'] as const) {
    const [quick, full] = [scenariosOf('quick', place), scenariosOf('full', place)].map((scenarios) =>
      scenarios.map(({name}) => name),
    );
    expect(new Set(full).size).toBe(full.length);
    expect(full).toEqual(expect.arrayContaining(quick));
    expect(quick.length).toBeGreaterThan(3);
  }
});

test('a name chooses one scenario; the start of a name all that start so, whether the size asks them or not', () => {
  const names = (name: string) => benchSize(false, name).asked.gateway.map((scenario) => scenario.name);
  expect(names('route-10')).toEqual(['route-10']);
  expect(names('matrix')).toEqual(scenarioNames.filter((name) => name.startsWith('matrix')));
});
