import type {RoadNetwork} from '../graph/network.js';
import type {RoutingEngine} from '../routing/engine.js';
import {openEmbeddedEngine} from './embedded/engine.js';

/** Which engine answers, with what it needs. */
export type EngineChoice = {
  readonly engine: 'embedded';
  readonly network: RoadNetwork;
  /** Milliseconds that one search may take. */
  readonly queryTimeoutMs?: number;
};

/** Opens the engine of choice; whoever opened it closes it. */
export function openEngine(choice: EngineChoice): RoutingEngine {
  return openEmbeddedEngine(choice.network, choice);
}
