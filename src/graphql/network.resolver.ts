import {Ctx, Query, Resolver} from 'type-graphql';
import type {NetworkInfo} from '../routing/engine.js';
import type {RequestContext} from './context.js';
import {NetworkType} from './network.type.js';

@Resolver()
export class NetworkResolver {
  @Query(() => NetworkType, {
    description: 'What is loaded: its version changes with every load, and with it every cached answer.',
  })
  network(@Ctx() {engine, signal}: RequestContext): Promise<NetworkInfo> {
    return engine.network(signal);
  }
}
