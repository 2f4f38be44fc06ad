import type {ProfileName} from '../profiles/profile.js';
import {checkedBudgets, type Budget, type IsochroneQuery} from './isochrone.js';
import type {Limits} from './limits.js';
import {checkMatrix, type MatrixQuery} from './matrix.js';
import {checkNearestNode, type NearestNodeQuery} from './nearest-node.js';
import {checkRoute, type RouteQuery} from './route.js';

/**
 * What answering one query takes, known before it is asked: the unit is the work of a route between two places of a
 * city by plain searches, 4 ms of one core in the embedded engine. docs/limits.md has the measurements that the rates are
 * fitted to; a hierarchy makes routes and matrices cheaper than they are weighed at. Each function throws what the query
 * itself is refused for by its own limits.
 */
export type QueryCost = number;

/** A search of the matrix runs through the whole city, a route's only until it meets its end. */
const SEARCH_OF_A_ROW = 2.5;
const POINT_OF_A_MATRIX = 0.02;
const NEAREST_NODE = 0.1;
const NODE_OF_NEAREST = 0.001;
/** Snapping, the roads at hand, the answer's frame. */
const ISOCHRONE = 3;
/** Of the square of the radius in kilometres: the roads of a city fill its area. */
const SQUARE_KILOMETRE = 0.54;
/** Past it roads follow valleys and motorways: the work grows with the radius itself. */
const CITY_RADIUS_KILOMETRES = 20;
/** Of an isochrone of one contour: the search's part; each contour's outline is the rest. */
const SEARCH_OF_AN_ISOCHRONE = 0.5;

/** How fast the rim of an isochrone moves outwards, kilometres an hour: the fit's, below what the profile drives. */
const rimKmh: Readonly<Record<ProfileName, number>> = {CAR: 40, BICYCLE: 15, FOOT: 5};

/** One unit a leg. @throws BadUserInput, LimitExceeded */
export function routeCost({waypoints}: Pick<RouteQuery, 'waypoints'>, limits: Limits): QueryCost {
  checkRoute({waypoints}, limits);
  return waypoints.length - 1;
}

/** One search for each place of the shorter side, which reaches all of the other. @throws BadUserInput, LimitExceeded */
export function matrixCost(query: MatrixQuery, limits: Limits): QueryCost {
  checkMatrix(query, limits);
  const [rows, columns] = [query.origins.length, query.destinations.length];
  return SEARCH_OF_A_ROW * Math.min(rows, columns) + POINT_OF_A_MATRIX * (rows + columns);
}

/**
 * A search as far as the largest budget of each measure, and an outline for each contour, by the area that each may
 * reach. Areas of several origins overlap: they count as the root of their number.
 * @throws BadUserInput, LimitExceeded
 */
export function isochroneCost(query: IsochroneQuery, limits: Limits): QueryCost {
  const works = checkedBudgets(query, limits).map((budget) => ({budget, work: areaWork(budget, query.profile)}));
  const largest = (measure: Budget['measure']) =>
    Math.max(0, ...works.flatMap(({budget, work}) => (budget.measure === measure ? [work] : [])));
  const outlines = works.reduce((sum, {work}) => sum + work, 0);
  const searches = largest('seconds') + largest('metres');
  const area = SEARCH_OF_AN_ISOCHRONE * searches + (1 - SEARCH_OF_AN_ISOCHRONE) * outlines;
  return ISOCHRONE + Math.sqrt(query.origins.length) * area;
}

/** @throws BadUserInput */
export function nearestNodeCost(query: NearestNodeQuery): QueryCost {
  checkNearestNode(query);
  return NEAREST_NODE + NODE_OF_NEAREST * query.count;
}

function areaWork({measure, amount}: Budget, profile: ProfileName): QueryCost {
  const kilometres = measure === 'metres' ? amount / 1000 : (amount / 3600) * rimKmh[profile];
  return SQUARE_KILOMETRE * kilometres * Math.min(kilometres, CITY_RADIUS_KILOMETRES);
}
