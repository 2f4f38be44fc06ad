import {bestTrip} from './best-paths.js';
import {draw, driver, rider} from './drawn-roads.js';

const street = {map: ['abc', ' d '], roads: [{id: 'abc', nodes: 'abc'}]};

test('a barrier in mid-road cuts the road, and only those whom it bars stop there', async () => {
  const town = await draw({...street, nodeTags: {b: {barrier: 'CAR'}}, profiles: [driver, rider]});
  expect(town.edges.count).toBe(2);
  expect(bestTrip(town, 'abc', 'abc', 0)).not.toBeNull();
  const [west, east] = [0, 1];
  const leaves = (profile: number) => {
    const graph = town.graphs[profile];
    const from = Array.from(graph.edge.keys()).find(
      (arc) => graph.edge[arc] === west && graph.forward[arc] && graph.departs[arc],
    )!;
    return Array.from(graph.edge.subarray(graph.firstArc[graph.head[from]], graph.firstArc[graph.head[from] + 1]));
  };
  expect(leaves(0)).toEqual([-1]);
  expect(leaves(1)).toEqual([west, east]);
});

test('a driver drives up to a barrier from both sides and turns back, which takes 20 seconds', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
  ];
  const town = await draw({...street, roads, nodeTags: {b: {barrier: 'CAR'}}});
  expect(bestTrip(town, '+ab', '-ab')!.trip).toBe('ab turn -ab');
  expect(bestTrip(town, '-bc', '+bc')!.trip).toBe('-bc turn bc');
  expect(bestTrip(town, 'ab', 'bc')).toBeNull();
});

test('those who turn round freely turn back at a barrier without delay', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
  ];
  const town = await draw({...street, roads, nodeTags: {b: {barrier: 'BICYCLE'}}, profiles: [rider]});
  expect(bestTrip(town, '+ab', '-ab')!.trip).toBe('ab -ab');
  expect(bestTrip(town, 'ab', 'bc')).toBeNull();
});

test('a barrier at a crossing bars every way through it', async () => {
  const roads = [
    {id: 'ab', nodes: 'ab'},
    {id: 'bc', nodes: 'bc'},
    {id: 'bd', nodes: 'bd'},
  ];
  const town = await draw({...street, roads, nodeTags: {b: {barrier: 'CAR'}}});
  for (const [from, to] of [
    ['ab', 'bc'],
    ['ab', 'bd'],
    ['bc', 'bd'],
    ['bd', 'ab'],
  ])
    expect(bestTrip(town, from, to)).toBeNull();
});

test('a barrier that bars nobody who may be there cuts nothing', async () => {
  const roads = [{id: 'abc', nodes: 'abc', tags: {only: 'BICYCLE'}}];
  const town = await draw({...street, roads, nodeTags: {b: {barrier: 'CAR'}}, profiles: [driver, rider]});
  expect(town.edges.count).toBe(1);
});

test('roads that a barrier cuts off are islands of their own', async () => {
  const roads = [
    {id: 'ring', nodes: 'abefa'},
    {id: 'bc', nodes: 'bc'},
    {id: 'cd', nodes: 'cd'},
    {id: 'cg', nodes: 'cg'},
  ];
  const town = await draw({roads, nodeTags: {c: {barrier: 'CAR'}}});
  const [graph] = town.graphs;
  const component = (id: string) =>
    town.edges.strings &&
    graph.component[
      Array.from(town.edges.sourceId.keys()).find((edge) => town.edges.strings.get(town.edges.sourceId[edge]) === id)!
    ];
  expect(component('ring')).toBe(0);
  expect(component('bc')).toBe(0);
  expect([component('cd'), component('cg')]).toEqual([1, 2]);
  expect(graph.islandCount).toBe(2);
});
