import {bestTrip} from './best-paths.js';
import {draw, driver, restriction, rider} from './drawn-roads.js';

test('turning round at a dead end takes a driver 20 seconds, in the time and not in the distance', async () => {
  const town = await draw({
    map: ['abc'],
    roads: [
      {id: 'ab', nodes: 'ab'},
      {id: 'bc', nodes: 'bc'},
    ],
    profiles: [driver, rider],
  });
  const [byCar, byBicycle] = [bestTrip(town, '+bc', '-ab', 0)!, bestTrip(town, '+bc', '-ab', 1)!];
  expect(byCar.trip).toBe('bc turn -bc -ab');
  expect(byBicycle.trip).toBe('bc -bc -ab');
  expect(byCar.seconds - byBicycle.seconds).toBeCloseTo(20);
  const turns = Array.from(town.graphs[0].edge.keys()).filter((arc) => town.graphs[0].edge[arc] < 0);
  expect(turns.length).toBe(2);
  for (const turn of turns) expect([town.graphs[0].seconds[turn], town.graphs[0].metres[turn]]).toEqual([20, 0]);
});

test('a trip may start at a dead end in either direction without a turn', async () => {
  const town = await draw({
    roads: [
      {id: 'ab', nodes: 'ab'},
      {id: 'bc', nodes: 'bc'},
    ],
  });
  expect(bestTrip(town, 'ab', 'bc')!.trip).toBe('ab bc');
  expect(bestTrip(town, '-bc', 'ab')!.trip).toBe('-bc -ab');
});

test('the end of a one-way street is no place to turn round', async () => {
  const town = await draw({
    roads: [
      {id: 'ab', nodes: 'ab'},
      {id: 'bc', nodes: 'bc', tags: {oneway: 'yes'}},
    ],
  });
  expect(bestTrip(town, 'bc', '-ab')).toBeNull();
});

// a long straight road from a to g, with side streets; only at its ends and theirs is there nowhere else to go
const avenue = {
  map: [' hij  ', 'abcdeg', ' k    '],
  roads: [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
    {id: 'cd', nodes: 'cd'},
    {id: 'de', nodes: 'de'},
    {id: 'eg', nodes: 'eg'},
    {id: 'hb', nodes: 'hb'},
    {id: 'ic', nodes: 'ic'},
    {id: 'jd', nodes: 'jd'},
    {id: 'kb', nodes: 'kb'},
  ],
};

test('a driver does not dodge a restriction by turning round within two junctions of it', async () => {
  const restrictions = [restriction('no_left_turn', 'ab', 'b', 'hb')];
  const town = await draw({...avenue, restrictions, profiles: [driver, rider]});
  expect(bestTrip(town, 'ab', '-hb', 1)!.trip).toBe('ab bc -bc -hb');
  // into the first side street's end, where turning round is all that is left
  expect(bestTrip(town, 'ab', '-hb', 0)!.trip).toBe('ab -kb turn kb -hb');
});

test('where a road merely goes on from one piece to the next is no junction to turn round at', async () => {
  // past b the road runs on in five pieces to c, where a side street leaves it
  const pieces = ['bu', 'uv', 'vw', 'wx', 'xc'].map((nodes) => ({id: nodes, nodes}));
  const roads = [...pieces, ...['ab', 'hb', 'ic', 'cd'].map((nodes) => ({id: nodes, nodes}))];
  const restrictions = [restriction('no_left_turn', 'ab', 'b', 'hb')];
  const town = await draw({map: [' h      i', 'abuvwxc d'], roads, restrictions});
  expect(bestTrip(town, 'ab', '-hb')!.trip).toMatch(
    /^ab bu uv vw wx xc (cd turn -cd|-ic turn ic) -xc -wx -vw -uv -bu -hb$/,
  );
});

test('a driver who may go on nowhere else turns round, whatever a restriction says', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
  ];
  const restrictions = [restriction('no_straight_on', 'ab', 'b', 'bc'), restriction('no_u_turn', 'ab', 'b', 'ab')];
  const town = await draw({roads, restrictions, profiles: [driver, rider]});
  for (const profile of [0, 1]) expect(bestTrip(town, '+ab', '-ab', profile)!.trip).toBe('ab turn -ab');
  // and the turn is no way to dodge the restriction
  for (const profile of [0, 1]) expect(bestTrip(town, 'ab', 'bc', profile)).toBeNull();
});

test('a closed road without a junction is a loop on which nobody turns round', async () => {
  const town = await draw({map: ['ab', 'dc'], roads: [{id: 'loop', nodes: 'abcda'}]});
  expect(town.edges.count).toBe(1);
  expect([town.edges.source[0], town.edges.target[0]]).toEqual([0, 0]);
  expect(Array.from(town.graphs[0].edge)).toEqual([0, 0]);
});
