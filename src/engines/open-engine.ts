import type {RoadNetwork} from '../graph/network.js';
import type {RoutingEngine} from '../routing/engine.js';
import {openEmbeddedEngine, type EmbeddedEngineOptions} from './embedded/engine.js';
import {openPgRoutingEngine, type PgRoutingEngine, type PgRoutingOptions} from './pgrouting/engine.js';

/** Which engine answers, with what it needs. */
export type EngineChoice =
  | ({readonly engine: 'embedded'; readonly network: RoadNetwork} & EmbeddedEngineOptions)
  | ({readonly engine: 'pgrouting'} & PgRoutingOptions);

/** Opens the engine of choice; whoever opened it closes it. */
export function openEngine(choice: Extract<EngineChoice, {engine: 'pgrouting'}>): PgRoutingEngine;
export function openEngine(choice: EngineChoice): RoutingEngine;
export function openEngine(choice: EngineChoice): RoutingEngine {
  switch (choice.engine) {
    case 'embedded':
      return openEmbeddedEngine(choice.network, choice);
    case 'pgrouting':
      return openPgRoutingEngine(choice);
  }
}
