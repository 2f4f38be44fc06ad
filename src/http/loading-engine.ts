import type {RoutingEngine} from '../routing/engine.js';
import {NetworkUnavailable} from '../routing/errors.js';

/** Stands in for the engine until the network is loaded: every ask is refused with NetworkUnavailable. */
export function loadingEngine(name: RoutingEngine['name']): RoutingEngine {
  const refuse = () => Promise.reject(new NetworkUnavailable('The network is still being loaded; try again shortly.'));
  return {
    name,
    network: refuse,
    snap: refuse,
    nearestNodes: refuse,
    paths: refuse,
    costs: refuse,
    reach: refuse,
    edgesWithin: refuse,
    edges: refuse,
    tiles: refuse,
    close: () => Promise.resolve(),
  };
}
