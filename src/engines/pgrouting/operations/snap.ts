import {profileNames} from '../../../profiles/profile.js';
import type {EdgeRecord, Snap, SnapAnswer, SnapAsk} from '../../../routing/engine.js';
import {metresPerDegree} from '../../../routing/plane.js';
import type {Operation, Query} from '../operation.js';
import {type EdgeRow, edgeOf, requireNetwork} from '../rows.js';

/**
 * Nearest places on roads; weighs points.
 * @param pointsMax how many points one statement takes
 * @param learn     hears of the edges snapped to, which come with the answer
 */
export function snapOperation(
  query: Query,
  pointsMax: number,
  learn: (version: string, edges: EdgeRecord[]) => void,
): Operation<SnapAsk, SnapAnswer> {
  return {
    name: 'snap',
    capacity: pointsMax,
    weight: (ask) => ask.points.length,
    key: () => '',
    async run(asks, limits) {
      const rows = await query<SnapRow>('snap.sql', parameters(asks), limits);
      requireNetwork(rows);
      const {version} = rows[0];
      learn(version, rows.filter(hasEdge).map(edgeOf));
      const candidates: Candidates[] = asks.flatMap((ask) => ask.points.map(() => ({main: null, nearest: null})));
      for (const row of rows.filter(hasEdge)) {
        const snap = snapOf(row);
        if (row.is_main) candidates[row.point].main = snap;
        if (row.is_nearest) candidates[row.point].nearest = snap;
      }
      let first = 0;
      return asks.map(({points}) => ({version, points: candidates.slice(first, (first += points.length))}));
    },
  };
}

interface Candidates {
  main: Snap | null;
  nearest: Snap | null;
}

interface SnappedRow extends EdgeRow {
  version: string;
  point: number;
  is_main: boolean;
  is_nearest: boolean;
  component: number;
  fraction: number;
  lon: number;
  lat: number;
  metres: number;
}

/** A point of a network without any road for its profile has no edge. */
type SnapRow = SnappedRow | {version: string; id: null};

function hasEdge(row: SnapRow): row is SnappedRow {
  return row.id !== null;
}

function snapOf(row: SnappedRow): Snap {
  return {
    edge: row.id,
    fraction: row.fraction,
    location: [row.lon, row.lat],
    distanceMetres: row.metres,
    component: row.component,
  };
}

function parameters(asks: readonly SnapAsk[]): unknown[] {
  const points = asks.flatMap((ask) => ask.points.map((point) => ({...point, profile: ask.profile})));
  const scales = points.map(({position}) => metresPerDegree(position[1]));
  return [
    points.map(({profile}) => profileNames.indexOf(profile)),
    points.map(({position}) => position[0]),
    points.map(({position}) => position[1]),
    scales.map(({lon}) => lon),
    scales.map(({lat}) => lat),
    points.map(({radiusMetres}) => radiusMetres),
  ];
}
