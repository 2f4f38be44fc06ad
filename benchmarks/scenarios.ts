import {notModified, persistedCold, persistedHot} from './persisted-questions.js';
import type {Question} from './question.js';
import {isochrone, matrix, nearest, route, routes20} from './routing-questions.js';
import {tile} from './tile-questions.js';

/** A question, asked by so many clients at once. */
export interface Scenario {
  /** The question's name and the clients. */
  readonly name: string;
  readonly question: Question;
  readonly connections: number;
  /** Not of pgrouting: the last of so many would be cut off by the gateway's deadline. */
  readonly embeddedOnly: boolean;
}

/** Where it is asked: of one gateway, or of two behind Nginx. */
export type Place = 'gateway' | 'nginx';

interface Planned {
  readonly question: Question;
  /** By how many clients it is asked where; the first list of each at the quick size too. */
  readonly gateway: {readonly quick: readonly number[]; readonly full: readonly number[]};
  readonly nginx: {readonly quick: readonly number[]; readonly full: readonly number[]};
  /** Clients of the pgrouting engine at most. */
  readonly pgroutingAtMost?: number;
}

/**
 * Every question, in the order in which they are shown. Few clients ask what keeps both cores busy for long: more
 * would only wait. Through Nginx goes what it may cache, and the quickest of the rest, where what it adds shows.
 */
const plan: readonly Planned[] = [
  {question: route, gateway: {quick: [1, 10, 50], full: [1, 10, 50]}, nginx: {quick: [10, 50], full: [1, 10, 50]}},
  {question: routes20, gateway: {quick: [10], full: [1, 10]}, nginx: {quick: [], full: []}},
  {question: isochrone(300), gateway: {quick: [10], full: [1, 10, 50]}, nginx: {quick: [], full: []}},
  {question: isochrone(900), gateway: {quick: [10], full: [1, 10]}, nginx: {quick: [], full: []}},
  {
    question: matrix(25),
    gateway: {quick: [1, 10], full: [1, 10, 50]},
    nginx: {quick: [], full: []},
    pgroutingAtMost: 1,
  },
  {
    question: matrix(100),
    gateway: {quick: [1], full: [1, 10]},
    nginx: {quick: [], full: []},
    pgroutingAtMost: 1,
  },
  {question: nearest, gateway: {quick: [10], full: [1, 10, 50]}, nginx: {quick: [], full: [1, 10, 50]}},
  {question: persistedCold, gateway: {quick: [10], full: [1, 10, 50]}, nginx: {quick: [10], full: [1, 10, 50]}},
  {question: persistedHot, gateway: {quick: [10], full: [1, 10, 50]}, nginx: {quick: [1, 10, 50], full: [1, 10, 50]}},
  {question: notModified, gateway: {quick: [10], full: [1, 10, 50]}, nginx: {quick: [10], full: [1, 10, 50]}},
  {question: tile, gateway: {quick: [], full: [1, 10]}, nginx: {quick: [], full: [10]}},
];

/** What is asked at a size. */
export function scenariosOf(size: 'quick' | 'full', place: Place): Scenario[] {
  return plan.flatMap(({pgroutingAtMost = Infinity, question, ...places}) =>
    places[place][size].map((connections) => scenario(question, connections, connections > pgroutingAtMost)),
  );
}

export function scenario(question: Question, connections: number, embeddedOnly = false): Scenario {
  return {name: `${question.name}-${connections}`, question, connections, embeddedOnly};
}

/** Every scenario's name. */
export const scenarioNames: readonly string[] = [
  ...new Set((['gateway', 'nginx'] as const).flatMap((place) => scenariosOf('full', place).map(({name}) => name))),
];

/**
 * A number for random places: other ones for every question, and for every number of clients where no request may be
 * the same as one before.
 */
export function seedOf({question, connections}: Scenario): number {
  const index = plan.findIndex((planned) => planned.question.name === question.name) + 1;
  return 1000 * index + (question.distinct ? connections : 0);
}
