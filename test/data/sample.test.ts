import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {generate, sampleFile, sampleSize} from '../../data/generate.js';
import {edgesOf, readMap, routedWays, type OsmMap, type OsmRelation, type OsmWay, type Tags} from './sample-map.js';

let map: OsmMap;
let folder: string;

beforeAll(async () => {
  map = await readMap(sampleFile);
  folder = mkdtempSync(join(tmpdir(), 'roadql-sample-'));
});

afterAll(() => rmSync(folder, {recursive: true}));

describe('the generator', () => {
  it('writes the committed sample again, byte for byte', () => {
    const file = join(folder, 'again.osm.pbf');
    generate(sampleSize, file);
    expect(readFileSync(file).equals(readFileSync(sampleFile))).toBe(true);
  });

  it('draws another city from another seed', async () => {
    const file = join(folder, 'other.osm.pbf');
    generate({edges: 4000, seed: 2}, file);
    const first = readFileSync(file);
    generate({edges: 4000, seed: 3}, file);
    expect(readFileSync(file).equals(first)).toBe(false);
    expect((await readMap(file)).ways.size).toBeGreaterThan(1000);
  });

  it.each([4000, 40_000])('makes a city of about %d edges', (edges) => {
    const made = generate({edges, seed: 11}, join(folder, 'sized.osm.pbf')).edges;
    expect(made / edges).toBeGreaterThan(0.75);
    expect(made / edges).toBeLessThan(1.25);
  });
});

describe('the sample as a file', () => {
  it('has about 10,000 edges and less than 1 MB', () => {
    const edges = edgesOf(map).length;
    expect(edges).toBeGreaterThan(9000);
    expect(edges).toBeLessThan(11_000);
    expect(readFileSync(sampleFile).length).toBeLessThan(1_000_000);
  });

  it('is sorted by type and id', () => {
    const rank = {node: 0, way: 1, relation: 2} as Record<string, number>;
    const sorted = [...map.order].sort((a, b) => rank[a.type] - rank[b.type] || a.id - b.id);
    expect(map.order).toEqual(sorted);
  });

  it('says its bounding box, in the open Atlantic', () => {
    const lons = [...map.nodes.values()].map(({lon}) => lon);
    const lats = [...map.nodes.values()].map(({lat}) => lat);
    expect(map.bbox.left).toBeCloseTo(Math.min(...lons), 6);
    expect(map.bbox.right).toBeCloseTo(Math.max(...lons), 6);
    expect(map.bbox.bottom).toBeCloseTo(Math.min(...lats), 6);
    expect(map.bbox.top).toBeCloseTo(Math.max(...lats), 6);
    expect([Math.round(map.bbox.left), Math.round(map.bbox.top)]).toEqual([-30, 45]);
  });

  it('has every node that a way names, and no way of fewer than two', () => {
    const broken = [...map.ways.values()].filter(
      ({refs}) => refs.length < 2 || refs.some((ref) => !map.nodes.has(ref)),
    );
    expect(broken).toEqual([]);
  });

  it('has every member that a relation names', () => {
    const missing = map.relations.flatMap(({members}) =>
      members.filter(({type, ref}) => !(type === 'node' ? map.nodes : map.ways).has(ref)),
    );
    expect(missing).toEqual([]);
  });

  it('has no node that nothing uses', () => {
    const used = new Set([...map.ways.values()].flatMap(({refs}) => refs));
    expect([...map.nodes.values()].filter(({id, tags}) => !used.has(id) && !tags)).toEqual([]);
  });
});

describe('the sample as a town', () => {
  const features: [string, number, (tags: Tags) => boolean][] = [
    ['motorway', 10, (t) => t.highway === 'motorway' && t.oneway === 'yes' && t.ref === 'A 1'],
    ['ramp', 16, (t) => t.highway === 'motorway_link' && t.oneway === 'yes'],
    ['motorway tunnel', 2, (t) => t.highway === 'motorway' && t.tunnel === 'yes' && t.layer === '-1'],
    ['motorway bridge', 2, (t) => t.highway === 'motorway' && t.bridge === 'yes' && t.layer === '1'],
    ['divided trunk road', 8, (t) => t.highway === 'trunk' && t.oneway === 'yes' && t.ref === 'N 12'],
    ['primary road', 20, (t) => t.highway === 'primary'],
    ['secondary road', 20, (t) => t.highway === 'secondary'],
    ['tertiary road', 20, (t) => t.highway === 'tertiary'],
    ['embankment', 8, (t) => /Embankment/.test(t.name ?? '') && t.highway !== undefined],
    ['bridge over the river', 6, (t) => t.bridge === 'yes' && / Bridge$/.test(t.name ?? '')],
    ['toll bridge', 1, (t) => t.bridge === 'yes' && t.toll === 'yes'],
    ['foot bridge', 1, (t) => t.bridge === 'yes' && t.highway === 'footway'],
    ['residential street', 500, (t) => t.highway === 'residential'],
    ['one-way street', 50, (t) => t.highway === 'residential' && t.oneway === 'yes'],
    ['contraflow for bicycles', 20, (t) => t.oneway === 'yes' && t['oneway:bicycle'] === 'no'],
    ['roundabout', 8, (t) => t.junction === 'roundabout'],
    ['living street for destinations', 10, (t) => t.highway === 'living_street' && t.access === 'destination'],
    ['pedestrian street', 10, (t) => t.highway === 'pedestrian'],
    ['flight of steps', 5, (t) => t.highway === 'steps'],
    ['steps with a ramp', 1, (t) => t.highway === 'steps' && t['ramp:bicycle'] === 'yes'],
    ['private drive', 20, (t) => t.highway === 'service' && t.access === 'private'],
    ['footpath', 50, (t) => t.highway === 'footway'],
    ['cycleway', 5, (t) => t.highway === 'cycleway'],
    ['track of each grade 1', 1, (t) => t.highway === 'track' && t.tracktype === 'grade1'],
    ['track of each grade 5', 1, (t) => t.highway === 'track' && t.tracktype === 'grade5'],
    ['ferry for cars', 2, (t) => t.route === 'ferry' && t.motor_vehicle === 'yes' && /^\d\d:\d\d$/.test(t.duration)],
    ['ferry on foot', 1, (t) => t.route === 'ferry' && t.motor_vehicle === 'no'],
    ['limit in mph', 1, (t) => / mph$/.test(t.maxspeed ?? '')],
    ['limit that differs by direction', 2, (t) => t['maxspeed:forward'] > t['maxspeed:backward']],
  ];

  it.each(features)('has its %s (%d or more ways)', (_name, least, isSuch) => {
    expect([...map.ways.values()].filter(({tags}) => isSuch(tags)).length).toBeGreaterThanOrEqual(least);
  });

  it.each(['gate', 'bollard', 'lift_gate', 'cycle_barrier', 'kissing_gate'])('has a %s on a way', (barrier) => {
    const nodes = [...map.nodes.values()].filter(({tags}) => tags?.barrier === barrier);
    expect(nodes.length).toBeGreaterThan(0);
    const onWays = new Set(routedWays(map).flatMap(({refs}) => refs));
    expect(nodes.filter(({id}) => !onWays.has(id))).toEqual([]);
  });

  it('has culs-de-sac with turning circles, and some with a loop', () => {
    const circles = [...map.nodes.values()].filter(({tags}) => tags?.highway === 'turning_circle');
    const loops = routedWays(map).filter(({refs, tags}) => refs[0] === refs[refs.length - 1] && !tags.junction);
    expect(circles.length).toBeGreaterThan(50);
    expect(loops.length).toBeGreaterThan(20);
  });

  it('lets roundabouts run counter-clockwise', () => {
    const turns = routedWays(map)
      .filter(({tags}) => tags.junction === 'roundabout')
      .map(signedArea);
    expect(turns.every((area) => area > 0)).toBe(true);
  });

  it('gives every street of one name one place in the city', () => {
    const streets = new Map<string, Set<number>[]>();
    for (const {refs, tags} of routedWays(map)) {
      if (!tags.name || tags.highway !== 'residential') continue;
      streets.set(tags.name, [...(streets.get(tags.name) ?? []), new Set(refs)]);
    }
    for (const parts of streets.values()) {
      const points = parts.flatMap((part) => [...part]).map((ref) => map.nodes.get(ref));
      const lats = points.map((point) => point?.lat ?? NaN);
      expect(Math.max(...lats) - Math.min(...lats)).toBeLessThan(0.02);
    }
    expect(streets.size).toBeGreaterThan(400);
  });
});

describe("the sample's turn restrictions", () => {
  const restrictions = () => map.relations.filter(({tags}) => tags.type === 'restriction');

  it.each(['no_left_turn', 'no_right_turn', 'only_straight_on', 'only_right_turn', 'no_u_turn'])('say %s', (kind) => {
    expect(restrictions().filter(({tags}) => tags.restriction === kind).length).toBeGreaterThan(0);
  });

  it('have one with a via way, one that exempts bicycles, one by the hour', () => {
    const has = (isSuch: (relation: OsmRelation) => boolean) => restrictions().some(isSuch);
    expect(has(({members}) => members.some(({type, role}) => type === 'way' && role === 'via'))).toBe(true);
    expect(has(({tags}) => tags.except === 'bicycle')).toBe(true);
    expect(has(({tags}) => tags['restriction:conditional'] !== undefined)).toBe(true);
  });

  it('lead from the end of a way to the end of another, as its traffic runs', () => {
    for (const {members, id} of restrictions()) {
      const byRole = (role: string) => members.filter((member) => member.role === role);
      const [[from], [via], [to]] = [byRole('from'), byRole('via'), byRole('to')];
      const viaNodes = via.type === 'node' ? [via.ref] : (map.ways.get(via.ref)?.refs ?? []);
      expect({id, ends: endsAt(map.ways.get(from.ref), viaNodes, 'last')}).toEqual({id, ends: true});
      expect({id, ends: endsAt(map.ways.get(to.ref), viaNodes, 'first')}).toEqual({id, ends: true});
    }
  });
});

describe('the sample as a network for cars', () => {
  it('hangs together: more than 95 % of its edges lead to one another', () => {
    const edges = carEdges();
    const main = mainNodes(edges);
    const within = edges.filter(({refs}) => main.has(refs[0]) && main.has(refs[refs.length - 1]));
    expect(within.length / edges.length).toBeGreaterThan(0.95);
  });

  it('has one island that a ferry reaches, and one with roads of its own that nothing reaches', () => {
    const main = mainNodes(carEdges());
    const ends = ({refs}: OsmWay) => [refs[0], refs[refs.length - 1]];
    const ferries = routedWays(map).filter(({tags}) => tags.name === 'Island Ferry');
    expect(ferries.map((ferry) => ends(ferry).every((ref) => main.has(ref)))).toEqual([true]);
    const shores = routedWays(map).filter(({tags}) => / Shore Road$/.test(tags.name ?? ''));
    const [reached, cutOff] = [true, false].map((isReached) =>
      shores.filter((shore) => ends(shore).every((ref) => main.has(ref)) === isReached),
    );
    expect([reached.length, cutOff.length]).toEqual([2, 2]);
  });
});

function carEdges(): {way: OsmWay; refs: number[]}[] {
  const closed = new Set(['gate', 'bollard', 'cycle_barrier', 'kissing_gate']);
  const classes =
    /^(motorway|motorway_link|trunk|primary|secondary|tertiary|unclassified|residential|living_street|service)$/;
  return edgesOf(map).filter(({way: {tags}, refs}) => {
    if (refs.some((ref) => closed.has(map.nodes.get(ref)?.tags?.barrier ?? ''))) return false;
    if (tags.route === 'ferry') return tags.motor_vehicle === 'yes';
    return classes.test(tags.highway) && tags.access !== 'private';
  });
}

/** Nodes that the trunk road leads to and that lead to it. */
function mainNodes(edges: {way: OsmWay; refs: number[]}[]): Set<number> {
  const [after, before] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const add = (lists: Map<number, number[]>, from: number, to: number) =>
    lists.set(from, [...(lists.get(from) ?? []), to]);
  for (const {way, refs} of edges) {
    const [from, to] = [refs[0], refs[refs.length - 1]];
    add(after, from, to);
    add(before, to, from);
    if (way.tags.oneway === 'yes' || way.tags.junction === 'roundabout') continue;
    add(after, to, from);
    add(before, from, to);
  }
  const seed = edges.find(({way}) => way.tags.highway === 'trunk')?.refs[0] ?? -1;
  const [outward, back] = [after, before].map((lists) => {
    const seen = new Set([seed]);
    for (const node of seen) for (const next of lists.get(node) ?? []) seen.add(next);
    return seen;
  });
  return new Set([...outward].filter((node) => back.has(node)));
}

/** Whether traffic on the way comes to one of the nodes at its end, or starts at one. */
function endsAt(way: OsmWay | undefined, nodes: number[], end: 'first' | 'last'): boolean {
  if (!way) return false;
  const [first, last] = [way.refs[0], way.refs[way.refs.length - 1]];
  if (way.tags.oneway !== 'yes') return nodes.includes(first) || nodes.includes(last);
  return nodes.includes(end === 'first' ? first : last);
}

/** Above 0 for a ring that runs counter-clockwise. */
function signedArea({refs}: OsmWay): number {
  const points = refs.map((ref) => map.nodes.get(ref)).map((node) => [node?.lon ?? NaN, node?.lat ?? NaN]);
  return points.slice(1).reduce((sum, [x, y], i) => sum + points[i][0] * y - x * points[i][1], 0);
}
