import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {startGateway} from '../http/gateway.js';

export interface RouteAnswer {
  readonly networkVersion: string;
  readonly routes: readonly object[];
}

/** What a gateway answers that has this network alone, in its own process. */
export async function answersAlone(network: RoadNetwork, queries: readonly string[]): Promise<RouteAnswer[]> {
  const engine = openEmbeddedEngine(network);
  const gateway = await startGateway(engine, {LOG_LEVEL: 'error'});
  try {
    const answers = await Promise.all(queries.map((query) => gateway.ask(query)));
    expect(answers.flatMap(({errors}) => errors ?? [])).toEqual([]);
    return answers.map(({data}) => data?.route as RouteAnswer);
  } finally {
    await gateway.close();
    await engine.close();
  }
}
