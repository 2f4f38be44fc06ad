import {AggregatorRegistry} from 'prom-client';
import type {Figures} from './metrics.js';

/**
 * The latest figures of each worker. What a worker had counted stays in the sums when it ends: a counter that went back
 * would look like one that started anew, and all that the others have counted like an increase.
 */
export class GatheredFigures {
  private readonly latest = new Map<number, Figures>();
  private ended: Figures = [];

  set(worker: number, figures: Figures): void {
    this.latest.set(worker, figures);
  }

  end(worker: number): void {
    // its type is a word here, whatever the type declarations say
    const counted = this.latest.get(worker)?.filter(({type}) => String(type) !== 'gauge');
    this.latest.delete(worker);
    if (counted) this.ended = AggregatorRegistry.aggregate([this.ended, counted]).getMetricsAsArray() as Figures;
  }

  /** The sums (or what else suits a figure), in Prometheus' text format. */
  text(): Promise<string> {
    return AggregatorRegistry.aggregate([...this.latest.values(), this.ended]).metrics();
  }
}
