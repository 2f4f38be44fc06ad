import type {RoutingEngine} from '../../src/routing/engine.js';
import {openSample, startGateway, type TestGateway} from './gateway.js';

const query = `{
  network {version}
  nearestNode(at: {lon: -30, lat: 45}) {distance}
  route(waypoints: [{lon: -30.0208, lat: 44.9876}, {lon: -29.9844, lat: 45.0131}]) {networkVersion routes {duration}}
}`;

let sample: RoutingEngine;
let version: string;
/** The sample, but for its first look at the network, which still sees the version before. */
let engine: RoutingEngine;
let looks: number;
let gateway: TestGateway;

beforeAll(async () => {
  sample = await openSample();
  const network = await sample.network(AbortSignal.timeout(5000));
  version = network.version;
  engine = Object.assign(Object.create(sample) as RoutingEngine, {
    network: () => Promise.resolve(++looks === 1 ? {...network, version: 'the-one-before'} : network),
  });
});
afterAll(() => sample.close());

beforeEach(async () => {
  looks = 0;
  gateway = await startGateway(engine);
});
afterEach(() => gateway.close());

test('an answer that a swap got into is made once more, of the new network alone', async () => {
  const {status, data, errors} = await gateway.ask(query);
  expect({status, errors}).toEqual({status: 200, errors: undefined});
  expect(data).toMatchObject({network: {version}, route: {networkVersion: version, routes: [{}]}});
  expect(looks).toBe(2);
  const lines = gateway.logged.filter(({msg}) => msg === 'graphql');
  expect(lines).toEqual([expect.objectContaining({status: 200, errorCodes: []})]);
});

test('an answer of one network is made once', async () => {
  const {data} = await gateway.ask('{network {version}}');
  expect(data).toEqual({network: {version: 'the-one-before'}});
  expect(looks).toBe(1);
});
