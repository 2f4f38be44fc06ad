import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {pgRoutingUnderTest} from './pgrouting-under-test.js';

/** An engine that the specifications run on. */
export interface EngineUnderTest {
  readonly name: RoutingEngine['name'];
  /** The engine with a network loaded; its `close` lets go of everything that was made for it. */
  open(network: RoadNetwork): Promise<RoutingEngine>;
  /** How many of the random towns it is tried on, 0..1: fewer where a town takes long to load. */
  readonly share: number;
}

/** Every engine: each has to meet every specification. */
export const engines: readonly EngineUnderTest[] = [
  {name: 'embedded', open: (network) => Promise.resolve(openEmbeddedEngine(network)), share: 1},
  pgRoutingUnderTest,
];
