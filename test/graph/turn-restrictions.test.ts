import {bestTrip} from './best-paths.js';
import {draw, restriction, rider, traveller} from './drawn-roads.js';

// roads are named by their ends: ab leads from a to b, and -ab back
const crossing = {
  map: [' d ', 'abc', ' e '],
  roads: [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
    {id: 'db', nodes: 'db'},
    {id: 'be', nodes: 'be'},
  ],
  profiles: [rider],
};

async function trips(
  restrictions: Parameters<typeof draw>[0]['restrictions'],
  profiles = [rider],
  roads = crossing.roads,
) {
  const town = await draw({...crossing, roads, restrictions, profiles});
  return (from: string, to: string, profile = 0) => bestTrip(town, from, to, profile)?.trip ?? null;
}

test('without a restriction every turn is free', async () => {
  const trip = await trips([]);
  expect(trip('ab', 'db')).toBe('ab -db');
  expect(trip('+ab', '-ab')).toBe('ab -ab');
});

test('a no_left_turn bans that turn and no other', async () => {
  const trip = await trips([restriction('no_left_turn', 'ab', 'b', 'db')]);
  expect(trip('ab', '-db')).toBe('ab bc -bc -db');
  expect(trip('ab', 'be')).toBe('ab be');
  expect(trip('db', '-ab')).toBe('db -ab');
  expect(trip('bc', '-db')).toBe('-bc -db');
});

test('an only_straight_on bans every other way out, turning round too', async () => {
  const trip = await trips([restriction('only_straight_on', 'ab', 'b', 'bc')]);
  expect(trip('ab', 'bc')).toBe('ab bc');
  expect(trip('ab', 'be')).toBe('ab bc -bc be');
  expect(trip('+ab', '-ab')).toBe('ab bc -bc -ab');
  expect(trip('db', 'be')).toBe('db be');
});

test('a no_u_turn bans turning round on the spot', async () => {
  const trip = await trips([restriction('no_u_turn', 'ab', 'b', 'ab')]);
  expect(trip('+ab', '-ab')).toMatch(/^ab (bc -bc|-db db|be -be) -ab$/);
});

test('no_entry may name several roads that are left, and no_exit several that are entered', async () => {
  const noEntry = await trips([restriction('no_entry', 'ab db', 'b', 'bc')]);
  expect(noEntry('ab', '+bc')).toBe('ab be -be bc');
  expect(noEntry('db', '+bc')).toBe('db be -be bc');
  expect(noEntry('be', '+bc')).toBe('-be bc');
  const noExit = await trips([restriction('no_exit', 'ab', 'b', 'bc be')]);
  expect(noExit('ab', '+bc')).toBe('ab -db db bc');
});

test('a restriction over via roads binds only who travels all of it', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
    {id: 'cd', nodes: 'cd'},
    {id: 'ce', nodes: 'ce'},
    {id: 'fb', nodes: 'fb'},
    {id: 'eg', nodes: 'eg'},
  ];
  const forbids = await trips([restriction('no_left_turn', 'ab', {ways: ['bc']}, 'cd')], [rider], roads);
  expect(forbids('ab', 'cd')).toBe('ab bc -bc bc cd');
  expect(forbids('fb', 'cd')).toBe('fb bc cd');
  expect(forbids('bc', 'cd')).toBe('bc cd');
  expect(forbids('ab', 'ce')).toBe('ab bc ce');
});

test('an only_* over via roads forbids the other ways out at its end, and nothing to one who leaves before', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
    {id: 'cd', nodes: 'cd'},
    {id: 'ce', nodes: 'ce'},
    {id: 'bf', nodes: 'bf'},
  ];
  const trip = await trips([restriction('only_left_turn', 'ab', {ways: ['bc']}, 'cd')], [rider], roads);
  expect(trip('ab', 'cd')).toBe('ab bc cd');
  expect(trip('ab', 'bf')).toBe('ab bf');
  expect(trip('bf', 'ce')).toBe('-bf bc ce');
  expect(trip('ab', '+ce')).not.toBe('ab bc ce');
});

test('a via road that is cut by side roads is followed over all its edges', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'via', nodes: 'bcd'},
    {id: 'de', nodes: 'de'},
    {id: 'cf', nodes: 'cf'},
    {id: 'dg', nodes: 'dg'},
  ];
  const town = await draw({
    roads,
    restrictions: [restriction('no_right_turn', 'ab', {ways: ['via']}, 'de')],
    profiles: [rider],
  });
  expect(bestTrip(town, 'ab', 'de')!.trip).not.toBe('ab via via de');
  expect(bestTrip(town, 'ab', 'dg')!.trip).toBe('ab via via dg');
  expect(bestTrip(town, 'cf', 'de')!.trip).toBe('-cf via de');
});

test('a road that runs through the via is read as the kind of the turn says', async () => {
  // from the west, db lies to the left; from the east, to the right
  const roads = [
    {id: 'abc', nodes: 'abc'},
    {id: 'db', nodes: 'db'},
  ];
  const town = await draw({...crossing, roads, restrictions: [restriction('no_left_turn', 'abc', 'b', 'db')]});
  const {
    graphs: [graph],
  } = town;
  const mayTurn = (edge: number, forward: number) =>
    Array.from(graph.head.keys()).some(
      (arc) =>
        graph.edge[arc] === edge &&
        graph.forward[arc] === forward &&
        graph.departs[arc] &&
        Array.from(graph.edge.subarray(graph.firstArc[graph.head[arc]], graph.firstArc[graph.head[arc] + 1])).includes(
          2,
        ),
    );
  expect([mayTurn(0, 1), mayTurn(1, 0)]).toEqual([false, true]);
  expect(town.drops.list()).toEqual([]);
});

test('a restriction that may be read in several ways is dropped, and named', async () => {
  const roads = [
    {id: 'abc', nodes: 'abc'},
    {id: 'dbe', nodes: 'dbe'},
  ];
  const town = await draw({...crossing, roads, restrictions: [restriction('no_left_turn', 'abc', 'b', 'dbe')]});
  expect(town.drops.list()).toEqual([
    {reason: 'turn restriction that may be read in several ways', count: 1, sourceIds: ['no_left_turn abc dbe']},
  ]);
});

test.each([
  ['names a road that is not there', restriction('no_left_turn', 'xy', 'b', 'db'), /not in the network/],
  ['names a node that is not there', restriction('no_left_turn', 'ab', 'z', 'db'), /not in the network/],
  ['has roads that do not meet', restriction('no_left_turn', 'ab', 'a', 'db'), /nobody could break/],
  ['has a kind that bans no turn', restriction('no_right_turn_on_red', 'ab', 'b', 'db'), /bans no turn/],
  [
    'binds lorries alone',
    {...restriction('', 'ab', 'b', 'db'), tags: {'restriction:hgv': 'no_left_turn'}},
    /binds no profile/,
  ],
])('a restriction that %s is dropped with its reason', async (_, unusable, reason) => {
  const town = await draw({...crossing, restrictions: [unusable]});
  expect(town.drops.list()).toEqual([
    {reason: expect.stringMatching(reason) as string, count: 1, sourceIds: [unusable.sourceId]},
  ]);
  expect(bestTrip(town, 'ab', 'db')!.trip).toBe('ab -db');
});

test('except frees the modes that it lists, and a mode of its own binds that mode alone', async () => {
  const both = [traveller('CAR'), rider];
  const except = await trips([restriction('no_left_turn', 'ab', 'b', 'db', {except: 'psv;bicycle'})], both);
  expect([except('ab', '-db', 0), except('ab', '-db', 1)]).toEqual(['ab bc -bc -db', 'ab -db']);
  const own = await trips([restriction('', 'ab', 'b', 'db', {'restriction:bicycle': 'no_left_turn'})], both);
  expect([own('ab', '-db', 0), own('ab', '-db', 1)]).toEqual(['ab -db', 'ab bc -bc -db']);
});

test('the most specific mode wins over a plain restriction', async () => {
  const trip = await trips(
    [restriction('no_left_turn', 'ab', 'b', 'db', {'restriction:motorcar': 'only_straight_on'})],
    [traveller('CAR')],
  );
  // only_straight_on read from ab to db: db is the one way out
  expect([trip('ab', '-db'), trip('ab', 'be')]).toEqual(['ab -db', 'ab -db db be']);
});

test('those who are not bound by restrictions turn as they like', async () => {
  const walker = traveller('FOOT', {restrictionModes: ['foot'], boundByRestrictions: false});
  const trip = await trips([restriction('no_left_turn', 'ab', 'b', 'db')], [walker]);
  expect(trip('ab', 'db')).toBe('ab -db');
});
