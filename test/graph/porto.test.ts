import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {openSource} from '../../loader/readers/open-source.js';
import {Drops} from '../../src/graph/drops.js';
import {ForbiddenWords} from '../../src/graph/forbidden-words.js';
import {buildNetwork} from '../../src/graph/build-network.js';
import {headNode, type Heading, turnedRound} from '../../src/graph/heading.js';
import type {RoadNetwork, SearchGraph} from '../../src/graph/network.js';
import {buildSearchGraph} from '../../src/graph/search-graph.js';
import type {TravelGraph} from '../../src/graph/travel-graph.js';
import {uTurnWords} from '../../src/graph/u-turn-words.js';
import {packageRoot} from '../../src/package-root.js';
import {CAR} from '../../src/profiles/car.js';
import {arcsAlong, departingArc, millisecondsFrom} from './best-paths.js';
import {travelOf} from './travel-of.js';

const file = resolve(packageRoot, '../shared/data/porto.osm.pbf');
const hasData = existsSync(file);

(hasData ? describe : describe.skip)(`Porto${hasData ? '' : ` (skipped: there is no ${file})`}`, () => {
  let porto: RoadNetwork;
  beforeAll(async () => {
    const drops = new Drops();
    const source = await openSource(file, {drops});
    const meta = {name: 'porto', source: 'porto.osm.pbf', sha256: '', builtAt: ''};
    porto = await buildNetwork(source, meta, drops, {hierarchies: []});
  });

  test('has the size that a city of its kind has, and a main component with nearly all of it', () => {
    expect(porto.nodes.count).toBeGreaterThan(60_000);
    expect(porto.edges.count).toBeGreaterThan(80_000);
    for (const {component, profile} of porto.graphs) {
      const usable = component.filter((of) => of >= 0).length;
      const main = component.filter((of) => of === 0).length;
      expect([profile, main / usable > 0.97]).toEqual([profile, true]);
    }
  });

  test('each place can be told back to a node, and each arc joins the ends of its edge', () => {
    for (const {arcCount, edge, forward, head, roadNode, tail} of porto.graphs) {
      let wrong = 0;
      for (let arc = 0; arc < arcCount; arc++) {
        const from =
          edge[arc] < 0 ? roadNode[head[arc]] : (forward[arc] ? porto.edges.source : porto.edges.target)[edge[arc]];
        const to =
          edge[arc] < 0 ? roadNode[tail[arc]] : (forward[arc] ? porto.edges.target : porto.edges.source)[edge[arc]];
        if (roadNode[tail[arc]] !== from || roadNode[head[arc]] !== to) wrong++;
      }
      expect(wrong).toBe(0);
    }
  });

  test('at most 10 trips of 500 would be others if turning round were banned everywhere but at dead ends', async () => {
    const source = await openSource(file, {drops: new Drops()});
    const {travel, words} = await travelOf(source, CAR);
    const graphWith = (uTurns: Heading[][]) =>
      buildSearchGraph(travel, new ForbiddenWords([...words, ...uTurns], travel.usable.length));
    const differing = countDiffering(graphWith(uTurnWords(words, travel)), graphWith(everyUTurn(travel)), 25, 20);
    expect(differing).toBeLessThanOrEqual(10);
  });
});

/** Turning round at every node with another way out: with these words a search is edge-based. */
function everyUTurn(travel: TravelGraph): Heading[][] {
  return Array.from(travel.out)
    .map((heading) => [turnedRound(heading), heading])
    .filter(([into]) => {
      const node = headNode(travel, into);
      return travel.usable[into] && travel.firstOut[node + 1] - travel.firstOut[node] > 1;
    });
}

/** Of trips between edges spread over the network, how many have another cost; at least one must have one at all. */
function countDiffering(one: SearchGraph, other: SearchGraph, origins: number, destinations: number): number {
  const main = Array.from(one.component.keys()).filter((edge) => one.component[edge] === 0);
  // a Weyl sequence: spread evenly, the same in each run
  const pick = (number: number) => main[Math.floor(((number * 0.6180339887) % 1) * main.length)];
  let differing = 0;
  let reached = 0;
  for (let origin = 0; origin < origins; origin++) {
    const start = pick(origin * (destinations + 1) + 1);
    const [costs, others] = [one, other].map((graph) => millisecondsFromEdge(graph, start));
    for (let destination = 1; destination <= destinations; destination++) {
      const end = pick(origin * (destinations + 1) + 1 + destination);
      const cost = leastTo(one, costs, end);
      if (cost < Infinity) reached++;
      if (cost !== leastTo(other, others, end)) differing++;
    }
  }
  expect(reached).toBeGreaterThan((origins * destinations) / 2);
  return differing;
}

/** From both ends of an edge: a trip that starts on it sets out in the better direction. */
function millisecondsFromEdge(graph: SearchGraph, edge: number): Float64Array {
  const departing = [departingArc(graph, edge, true), departingArc(graph, edge, false)].filter((arc) => arc >= 0);
  return millisecondsFrom(graph, ...departing.map((arc) => graph.head[arc])).cost;
}

function leastTo(graph: SearchGraph, cost: Float64Array, edge: number): number {
  const arcs = [...arcsAlong(graph, edge, true), ...arcsAlong(graph, edge, false)];
  return Math.min(...arcs.map((arc) => cost[graph.tail[arc]]));
}
