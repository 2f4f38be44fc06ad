import type {OnProgress} from '../src/graph/road.js';

/** How long one phase of a load took. */
export interface PhaseTime {
  readonly phase: string;
  readonly seconds: number;
}

/** Times the phases of a load by the progress that they tell: a phase lasts until the next one speaks. */
export class PhaseClock {
  private readonly spent = new Map<string, number>();
  private current: {phase: string; since: number} | null = null;

  /** @param now milliseconds, monotonic */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Passes progress on and notes when the phase changes. */
  wrap(onProgress: OnProgress): OnProgress {
    return (phase, done, total, unit) => {
      if (this.current?.phase !== phase) this.enter(phase);
      onProgress(phase, done, total, unit);
    };
  }

  /** Ends the phase that runs. @returns every phase in the order in which it began */
  stop(): PhaseTime[] {
    this.leave();
    return this.soFar();
  }

  /** @returns the phases that have ended */
  soFar(): PhaseTime[] {
    return [...this.spent].map(([phase, milliseconds]) => ({phase, seconds: milliseconds / 1000}));
  }

  private enter(phase: string): void {
    this.leave();
    this.current = {phase, since: this.now()};
    if (!this.spent.has(phase)) this.spent.set(phase, 0);
  }

  private leave(): void {
    if (!this.current) return;
    const {phase, since} = this.current;
    this.spent.set(phase, this.spent.get(phase)! + this.now() - since);
    this.current = null;
  }
}
