import {type Place, type Scenario, scenariosOf} from './scenarios.js';

/** How much is measured. */
export interface BenchSize {
  readonly name: 'quick' | 'full';
  /** Rounds of each scenario, and how long each takes. */
  readonly rounds: number;
  readonly secondsEach: number;
  readonly warmUpSeconds: number;
  /** How often a hot answer and a static file are held against each other. */
  readonly pairs: number;
  /** What is asked of one gateway, and of two behind Nginx. */
  readonly asked: Readonly<Record<Place, readonly Scenario[]>>;
}

/**
 * @param choice the scenario of this name or, where there is none, those whose names start with it, whatever the size;
 *               null: those of the size
 */
export function benchSize(full: boolean, choice: string | null): BenchSize {
  const asked = (place: Place) =>
    choice === null ? scenariosOf(full ? 'full' : 'quick', place) : chosen(scenariosOf('full', place), choice);
  return {
    ...(full
      ? {name: 'full', rounds: 5, secondsEach: 4, warmUpSeconds: 2, pairs: 15}
      : {name: 'quick', rounds: 3, secondsEach: 1, warmUpSeconds: 0.5, pairs: 9}),
    asked: {gateway: asked('gateway'), nginx: asked('nginx')},
  };
}

function chosen(scenarios: readonly Scenario[], choice: string): Scenario[] {
  const exact = scenarios.filter(({name}) => name === choice);
  return exact.length > 0 ? exact : scenarios.filter(({name}) => name.startsWith(choice));
}
