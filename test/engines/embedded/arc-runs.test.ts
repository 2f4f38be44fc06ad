import {openNetwork} from '../../../loader/open-network.js';
import {Random} from '../../../data/random.js';
import {ArcRuns} from '../../../src/engines/embedded/arc-runs.js';
import {EdgeRecords} from '../../../src/engines/embedded/edge-records.js';
import {appendRun} from '../../../src/graph/hierarchy/append-run.js';

test.each([0, 40, 1_000_000])(
  'however few arcs are kept (%d), runs have the edges that the arcs of the hierarchy stand for',
  async (mostArcs) => {
    const network = await openNetwork(null, () => undefined, new AbortController().signal);
    const [hierarchy] = network.hierarchies;
    const graph = network.graphs.find(({profile}) => profile === hierarchy.profile)!;
    const runs = new ArcRuns(graph, hierarchy, new EdgeRecords(network), mostArcs);
    const random = new Random('arc runs');
    const count = hierarchy.arcCount + hierarchy.firstRun.length - 1;
    let long = 0;
    for (let way = 0; way < 300; way++) {
      const arcs = Array.from({length: 5}, () => Math.floor(random.between(0, count)));
      const plain: number[] = [];
      for (const arc of arcs) appendRun(hierarchy, arc, plain);
      const driven = plain.filter((arc) => graph.edge[arc] >= 0);
      const found = runs.of(arcs);
      expect(found.flatMap((run) => run.arcs)).toEqual(plain);
      const travelled: [number, boolean][] = [];
      for (const run of found) run.each(({id}, forward) => travelled.push([id, forward]));
      expect(travelled).toEqual(driven.map((arc) => [graph.edge[arc], graph.forward[arc] === 1]));
      if (found.length > 1) long++;
    }
    expect(long).toBeGreaterThan(100);
  },
);
