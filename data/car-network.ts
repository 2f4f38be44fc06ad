import type {Draft, DraftWay} from './draft.js';

const carClasses = new Set(
  'motorway motorway_link trunk primary secondary tertiary unclassified residential living_street service track'.split(
    ' ',
  ),
);
const closedBarriers = new Set(['bollard', 'gate', 'cycle_barrier', 'kissing_gate']);

/** Classes whose one-way rule may be lifted. */
const localClasses = new Set(['residential', 'living_street', 'unclassified', 'service']);

/** Tags that go with the one-way rule. */
const oneWayKeys = new Set(['oneway', 'oneway:bicycle', 'cycleway:left']);

/**
 * Lifts the one-way rule of local streets that cars could enter but not leave, or leave but not enter: blocks that
 * were left out and barriers may have made traps of them.
 * @returns how many ways were changed
 */
export function openTraps(draft: Draft): number {
  let opened = 0;
  for (let round = 0; round < 4; round++) {
    const isMain = mainPart(draft);
    const trapped = draft.ways.filter(
      (way) =>
        way.tags.oneway === 'yes' && localClasses.has(way.tags.highway) && way.nodes.some((node) => !isMain[node]),
    );
    for (const way of trapped) {
      way.tags = Object.fromEntries(Object.entries(way.tags).filter(([key]) => !oneWayKeys.has(key)));
    }
    opened += trapped.length;
    if (trapped.length === 0) break;
  }
  return opened;
}

/** How many edges the routed ways make when they are cut where they meet: highways and ferries. */
export function countEdges(draft: Draft): number {
  const uses = new Uint8Array(draft.x.length);
  const routed = draft.ways.filter(({tags}) => tags.highway !== undefined || tags.route === 'ferry');
  for (const {nodes} of routed) for (const node of nodes) if (uses[node] < 2) uses[node]++;
  let edges = 0;
  for (const {nodes} of routed) {
    edges++;
    for (let i = 1; i < nodes.length - 1; i++) if (uses[nodes[i]] > 1) edges++;
  }
  return edges;
}

/** By node: 1 where cars may come from the trunk road and go back to it. */
function mainPart(draft: Draft): Uint8Array {
  const ways = draft.ways.filter(isForCars);
  const seed = ways.find(({tags}) => tags.highway === 'trunk')?.nodes[0] ?? 0;
  const [outward, back] = [reach(draft, ways, seed, false), reach(draft, ways, seed, true)];
  return outward.map((reached, node) => reached & back[node]);
}

function isForCars({tags}: DraftWay): boolean {
  if (tags.route === 'ferry') return tags.motor_vehicle === 'yes';
  return (
    carClasses.has(tags.highway) &&
    tags.access !== 'private' &&
    tags.motor_vehicle !== 'no' &&
    tags.motor_vehicle !== 'agricultural'
  );
}

/** By node: 1 where a way leads from the seed, or (backwards) to it. Nodes' neighbours lie in one array. */
function reach(draft: Draft, ways: readonly DraftWay[], seed: number, backwards: boolean): Uint8Array {
  const closed = new Set(
    [...draft.nodeTags].flatMap(([node, {barrier}]) => (closedBarriers.has(barrier) ? [node] : [])),
  );
  const first = new Uint32Array(draft.x.length + 1);
  let neighbours = new Uint32Array(0);
  for (const isCounting of [true, false]) {
    const place = first.slice();
    for (const {nodes, tags} of ways) {
      const oneWay = tags.oneway === 'yes' || tags.junction === 'roundabout';
      for (let i = 1; i < nodes.length; i++) {
        if (closed.has(nodes[i - 1]) || closed.has(nodes[i])) continue;
        const [from, to] = backwards ? [nodes[i], nodes[i - 1]] : [nodes[i - 1], nodes[i]];
        if (isCounting) {
          first[from + 1]++;
          if (!oneWay) first[to + 1]++;
        } else {
          neighbours[place[from]++] = to;
          if (!oneWay) neighbours[place[to]++] = from;
        }
      }
    }
    if (isCounting) {
      for (let node = 1; node < first.length; node++) first[node] += first[node - 1];
      neighbours = new Uint32Array(first[first.length - 1]);
    }
  }
  const reached = new Uint8Array(draft.x.length);
  const queue = [seed];
  reached[seed] = 1;
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (let i = first[node]; i < first[node + 1]; i++) {
      if (reached[neighbours[i]]) continue;
      reached[neighbours[i]] = 1;
      queue.push(neighbours[i]);
    }
  }
  return reached;
}
