import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {WaypointAsk} from '../../../src/routing/snap-rule.js';
import {hashOf} from '../../../src/graphql/persisted-documents.js';
import {cacheFolder} from '../../loader/cli/roadql.js';

/** What the clients ask: several fields, each of which names the network that it was answered in. */
export const tripDocument = `query Trip($waypoints: [WaypointInput!]!) {
  network {version}
  route(waypoints: $waypoints) {
    networkVersion
    routes {distance duration polyline legs {annotations {edgeIds}}}
  }
  matrix(origins: $waypoints, destinations: $waypoints) {networkVersion durations}
}`;

export const tripHash = hashOf(tripDocument);

/** A manifest that holds the document alone. @returns its path */
export function tripManifest(): string {
  const path = join(cacheFolder, 'manifest.json');
  writeFileSync(path, JSON.stringify({[tripHash]: tripDocument}));
  return path;
}

/** `/graphql?...` by hash. @param turn makes it another URL than any before; the answer does not depend on it */
export function tripPath(waypoints: readonly WaypointAsk[], turn?: number): string {
  const extensions = {persistedQuery: {version: 1, sha256Hash: tripHash}};
  return `/graphql?${new URLSearchParams({
    operationName: 'Trip',
    variables: JSON.stringify({waypoints, turn}),
    extensions: JSON.stringify(extensions),
  }).toString()}`;
}

/** The data of an answer. */
export interface Trip {
  readonly network: {readonly version: string};
  readonly route: {readonly networkVersion: string; readonly routes: readonly object[]};
  readonly matrix: {readonly networkVersion: string; readonly durations: readonly (readonly number[])[]};
}

/** The versions that an answer names: one, unless a swap got into it. */
export function versionsOf({network, route, matrix}: Trip): Set<string> {
  return new Set([network.version, route.networkVersion, matrix.networkVersion]);
}

/** What an answer says, whatever its network's version is called. */
export function contentOf({route, matrix}: Trip): string {
  return JSON.stringify([route.routes, matrix.durations]);
}
