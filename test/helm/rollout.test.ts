import type {IDeploymentSpec} from 'kubernetes-models/apps/v1/DeploymentSpec';
import {render, valuesFiles} from './chart.js';
import {component, environmentOf, type Manifest} from './manifest.js';

const deployment = (manifests: readonly Manifest[], part: string) =>
  component<IDeploymentSpec>(manifests, 'Deployment', part).spec;

/** How long a name server of Kubernetes may remember who was ready: CoreDNS's cache as kubeadm sets it up. */
const nameServerSeconds = 30;

test.each(valuesFiles)(
  '%s: a gateway that is told to stop has the time for its drain and its longest search',
  (file) => {
    const {terminationGracePeriodSeconds: grace, containers} = deployment(render({files: [file]}), 'gateway').template
      .spec!;
    const {DRAIN_DELAY_MS: drain, QUERY_TIMEOUT_MS: search} = environmentOf(containers[0]);
    expect(grace! * 1000).toBeGreaterThanOrEqual(Number(drain) + Number(search) + 5000);
  },
);

test('the time grows with the values that it is for', () => {
  const values = {gateway: {drainDelaySeconds: 40, queryTimeoutMs: 60_500}};
  expect(deployment(render({files: ['default'], values}), 'gateway').template.spec).toMatchObject({
    terminationGracePeriodSeconds: 40 + 61 + 10,
  });
});

test('old pods answer until every Nginx has heard of the new ones', () => {
  const manifests = render({files: ['default']});
  const {minReadySeconds, strategy, template} = deployment(manifests, 'gateway');
  expect(strategy).toEqual({type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 0, maxSurge: 1}});
  const nginx = environmentOf(deployment(manifests, 'nginx').template.spec!.containers[0]);
  const [, validSeconds] = /valid=(\d+)s/.exec(nginx.NGINX_RESOLVER)!;
  const drainSeconds = Number(environmentOf(template.spec!.containers[0]).DRAIN_DELAY_MS) / 1000;
  expect(minReadySeconds! + drainSeconds).toBeGreaterThanOrEqual(nameServerSeconds + Number(validSeconds));
});

test('Nginx waits longer than the gateway takes to say that a search took too long', () => {
  const values = {gateway: {queryTimeoutMs: 30_000}};
  const nginx = environmentOf(deployment(render({files: ['default'], values}), 'nginx').template.spec!.containers[0]);
  expect(nginx.GATEWAY_TIMEOUT).toBe('45s');
});

test('Nginx stops in order: it waits, then answers what it has', () => {
  const {terminationGracePeriodSeconds: grace, containers} = deployment(render({files: ['default']}), 'nginx').template
    .spec!;
  const [, , command] = containers[0].lifecycle!.preStop!.exec!.command!;
  const [, waits] = /^sleep (\d+); exec nginx .*-s quit$/.exec(command)!;
  expect(grace).toBeGreaterThan(Number(waits) + 60);
});

test('ready is asked of the engine, alive of the process alone', () => {
  const [{readinessProbe, livenessProbe, startupProbe}] = deployment(render({files: ['default']}), 'gateway').template
    .spec!.containers;
  expect(readinessProbe?.httpGet?.path).toBe('/readyz');
  // a database that is away must not have the gateways started anew
  for (const probe of [livenessProbe, startupProbe]) expect(probe?.httpGet?.path).toBe('/healthz');
});
