import {buildNetwork} from '../../src/graph/build-network.js';
import {Drops} from '../../src/graph/drops.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {Road, RoadSource, TurnRestriction} from '../../src/graph/road.js';
import type {Profile, ProfileName, Tags, Travel} from '../../src/profiles/profile.js';

/** A road of a drawn town: the letters of its nodes in order, and its tags. */
export interface DrawnRoad {
  readonly id: string;
  readonly nodes: string;
  readonly tags?: Tags;
}

export interface Drawing {
  /** Rows of letters, one cell = about 100 m, the first row in the north; letters not drawn lie apart. */
  readonly map?: readonly string[];
  readonly roads: readonly DrawnRoad[];
  readonly restrictions?: readonly TurnRestriction[];
  /** Tags of nodes, by letter. */
  readonly nodeTags?: Readonly<Record<string, Tags>>;
  readonly profiles?: readonly Profile[];
}

/** A node's id in a drawing: its letter's code. */
export function idOf(letter: string): number {
  return letter.codePointAt(0)!;
}

export function drawnSource({map = [], roads, restrictions = [], nodeTags = {}}: Drawing): RoadSource {
  const at = (letter: string): [number, number] => {
    const row = map.findIndex((line) => line.includes(letter));
    if (row < 0) return [0.001 * (idOf(letter) % 100), 0.0003 * (idOf(letter) % 7)];
    return [map[row].indexOf(letter) * 0.0009, 45 - row * 0.0009];
  };
  return {
    format: 'osm-pbf',
    attribution: 'drawn by the test',
    hasNodeIds: true,
    roads: () =>
      asyncOf(
        roads.map((road): Road => ({
          sourceId: road.id,
          tags: road.tags ?? {},
          coordinates: Float64Array.from([...road.nodes].flatMap(at)),
          nodeIds: Float64Array.from([...road.nodes].map(idOf)),
        })),
      ),
    nodeTags: new Map(Object.entries(nodeTags).map(([letter, tags]) => [idOf(letter), tags])),
    restrictions,
  };
}

export async function draw(drawing: Drawing): Promise<RoadNetwork & {drops: Drops}> {
  const drops = new Drops();
  const meta = {name: 'town', source: 'town.osm.pbf', sha256: '0'.repeat(64), builtAt: '2024-01-01T00:00:00.000Z'};
  const network = await buildNetwork(drawnSource(drawing), meta, drops, {profiles: drawing.profiles ?? [driver]});
  return {...network, drops};
}

/**
 * A traveller whose rules are as plain as can be, so that these tests are about the graph: `oneway` yes or -1,
 * `access` no or destination, `kmh` (36 unless said: 10 m a second), `seconds` for the whole road, and a `barrier`
 * on a node that lists the profiles it bars.
 */
export function traveller(name: ProfileName, rules: Partial<Omit<Profile, 'name'>> = {}): Profile {
  return {
    name,
    restrictionModes: name === 'CAR' ? ['motorcar', 'motor_vehicle', 'vehicle'] : ['bicycle', 'vehicle'],
    boundByRestrictions: true,
    avoidsUTurns: false,
    way: (tags) => {
      const travel: Travel = {
        kmh: Number(tags.kmh ?? 36),
        waySeconds: tags.seconds === undefined ? null : Number(tags.seconds),
        destinationOnly: tags.access === 'destination',
      };
      const isClosed = tags.access === 'no' || tags.only?.split(';').includes(name) === false;
      return {
        forward: isClosed || tags.oneway === '-1' ? null : travel,
        backward: isClosed || tags.oneway === 'yes' ? null : travel,
      };
    },
    passesNode: (tags) => !tags.barrier?.split(';').includes(name),
    ...rules,
  };
}

/** Turns round where it likes. */
export const rider = traveller('BICYCLE');

/** Does not. */
export const driver = traveller('CAR', {avoidsUTurns: true});

/** A restriction as OpenStreetMap has it, `via` a node's letter or roads' ids. */
export function restriction(
  kind: string,
  from: string,
  via: string | {readonly ways: readonly string[]},
  to: string,
  tags: Tags = {},
): TurnRestriction {
  return {
    sourceId: `${kind} ${from} ${to}`,
    tags: {restriction: kind, ...tags},
    from: from.split(' '),
    to: to.split(' '),
    via: typeof via === 'string' ? {node: idOf(via)} : via,
  };
}

async function* asyncOf<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
