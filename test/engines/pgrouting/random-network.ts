import fc from 'fast-check';
import type {SmallArc, SmallEdge, SmallNetwork} from './small-network.js';

/** A search's ask as an arbitrary draws it: which edge (modulo the usable ones), and where on it. */
export const randomPlace = fc.record({edge: fc.nat(1000), fraction: fc.double({min: 0, max: 1, noNaN: true})});

const position = fc.tuple(
  fc.integer({min: 0, max: 20_000}).map((step) => -8.61 + step / 1e6),
  fc.integer({min: 0, max: 20_000}).map((step) => 41.14 + step / 1e6),
);

/**
 * Networks with loops, parallel edges, one-ways, roads of no time, copies of nodes that permit fewer arcs (as turn
 * restrictions make them), and turns at dead ends.
 */
export const randomNetwork: fc.Arbitrary<SmallNetwork> = fc
  .record({
    nodes: fc.array(position, {minLength: 2, maxLength: 12}),
    edges: fc.array(
      fc.record({
        source: fc.nat(1000),
        target: fc.nat(1000),
        between: fc.array(position, {maxLength: 2}),
        component: fc.constantFrom(0, 0, 0, 1, 2, -1),
        name: fc.constantFrom('Rua A', 'Rua B', null),
        milliseconds: fc.oneof(fc.nat(60_000), fc.constant(0)),
        centimetres: fc.nat(200_000),
        directions: fc.constantFrom('both', 'both', 'forward', 'backward'),
      }),
      {minLength: 1, maxLength: 20},
    ),
    copies: fc.array(fc.record({arc: fc.nat(1000), kept: fc.array(fc.boolean(), {maxLength: 6}), turn: fc.boolean()}), {
      maxLength: 5,
    }),
  })
  .map(({nodes, edges, copies}) => {
    const smallEdges: SmallEdge[] = [];
    const arcs: SmallArc[] = [];
    edges.forEach(({source, target, milliseconds, centimetres, directions, ...rest}, edge) => {
      const ends = {source: source % nodes.length, target: target % nodes.length};
      smallEdges.push({
        ...ends,
        ...rest,
        between: ends.source === ends.target ? [...rest.between, [-8.6, 41.15]] : rest.between,
      });
      const cost = {milliseconds, centimetres, edge, departs: true};
      if (directions !== 'backward') arcs.push({tail: ends.source, head: ends.target, ...cost, forward: true});
      if (directions !== 'forward') arcs.push({tail: ends.target, head: ends.source, ...cost, forward: false});
    });
    copies.forEach(({arc, kept, turn}, number) => {
      const copy = nodes.length + number;
      const at = arc % arcs.length;
      const node = arcs[at].head;
      arcs[at] = {...arcs[at], head: copy};
      const leaving = arcs.filter(({tail}) => tail === node);
      leaving.forEach((way, place) => kept[place] && arcs.push({...way, tail: copy, departs: false}));
      const turning = {milliseconds: 20_000, centimetres: 0, edge: null, forward: true, departs: false};
      if (turn && node < nodes.length) arcs.push({tail: copy, head: node, ...turning});
    });
    return {nodes, edges: smallEdges, arcs};
  });
