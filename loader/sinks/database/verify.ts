import type {RoadNetwork} from '../../../src/graph/network.js';
import type {LoadSession} from './load-session.js';
import type {TableGroup} from './network-table.js';

/** What was written is not what was built. */
export class VerificationFailed extends Error {
  override readonly name = 'VerificationFailed';
}

/**
 * Compares what stands in the tables of a group with what was built.
 * @param session which sees them
 * @throws VerificationFailed
 */
export async function verifyGroup(
  {run}: LoadSession,
  network: RoadNetwork,
  {name, tables}: TableGroup,
  id: number,
): Promise<void> {
  const rowsOf = (table: string) => tables.find((candidate) => candidate.name === table)!.count;
  let found: Readonly<Record<string, number>>;
  let expected: Readonly<Record<string, number>>;
  switch (name) {
    case 'roads': {
      [found] = await run<Record<string, number>>('verify-roads.sql', [], {id});
      expected = {nodes: network.nodes.count, edges: network.edges.count, ids: 0, edge_ends: 0};
      break;
    }
    case 'arcs': {
      const places = network.graphs.map(({nodeCount}) => nodeCount);
      [found] = await run<Record<string, number>>('verify-arcs.sql', [places, network.edges.count], {id});
      const arcs = network.graphs.reduce((sum, {arcCount}) => sum + arcCount, 0);
      expected = {arcs, restrictions: network.restrictions.length, ids: 0, arc_places: 0, arc_edges: 0};
      break;
    }
    case 'hierarchies': {
      [found] = await run<Record<string, number>>('verify-hierarchies.sql', [], {id});
      expected = {cells: rowsOf('cell'), shortcuts: rowsOf('shortcut'), climbs: rowsOf('climb')};
      break;
    }
    case 'labels': {
      [found] = await run<Record<string, number>>('verify-labels.sql', [], {id});
      expected = {labels: rowsOf('label')};
      break;
    }
  }
  const wrong = Object.keys(expected).filter((key) => found[key] !== expected[key]);
  if (wrong.length > 0) {
    const list = wrong.map((key) => `${key} ${found[key]} instead of ${expected[key]}`).join(', ');
    throw new VerificationFailed(`The network in the database is not the one that was built: ${list}.`);
  }
}
