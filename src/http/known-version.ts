import type {KnownVersion} from '../graphql/context.js';
import type {NetworkInfo} from '../routing/engine.js';
import type {KnownNetwork} from './known-network.js';

/** How long a request may be held up for the version's sake, milliseconds. */
const PATIENCE_MS = 2000;

/** The version of what is known of the network. */
export function knownVersion(network: KnownNetwork): KnownVersion {
  return Object.assign(() => versionOf(network()), {again: () => versionOf(network.again())});
}

/** Whoever goes on without it hears from the engine itself what is wrong. */
function versionOf(network: Promise<NetworkInfo>): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS, null);
    const settle = (version: string | null) => {
      clearTimeout(timer);
      resolve(version);
    };
    network.then(
      ({version}) => settle(version),
      () => settle(null),
    );
  });
}
