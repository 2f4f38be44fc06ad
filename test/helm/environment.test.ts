import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {IDeploymentSpec} from 'kubernetes-models/apps/v1/DeploymentSpec';
import {readConfig} from '../../src/config.js';
import {packageRoot} from '../../src/package-root.js';
import {render, valuesFiles} from './chart.js';
import {component, environmentOf, type Manifest} from './manifest.js';

const documented = variablesOf('docs/environment.md');

test.each(valuesFiles)('%s: the gateway understands the environment that it gets', (file) => {
  const env = gatewayEnvironment(render({files: [file]}));
  const secret = env.ENGINE === 'pgrouting' && !env.DATABASE_URL ? {DATABASE_URL: 'postgres://a:b@c/d'} : {};
  expect(() => readConfig({...env, ...secret})).not.toThrow();
  // OpenTelemetry reads the others of its own
  const unknown = Object.keys(env).filter((name) => !documented.includes(name) && !/^(OTEL_|XDG_)/.test(name));
  expect(unknown).toEqual([]);
});

test('all that the gateway can be told, the chart can tell it', () => {
  const limits = {
    maxWaypoints: 2,
    maxMatrixCells: 1,
    maxContours: 1,
    maxContourSeconds: 1,
    maxContourMetres: 1_000_000,
    maxQueryTokens: 100,
    maxQueryDepth: 1,
    maxQueryAliases: 1,
    maxQueryCost: 1,
  };
  const gateway = {limits, tracing: {endpoint: 'http://a'}, persistedQueries: {manifest: '{}'}};
  const withDatabase = render({files: ['cloudnative-pg'], values: {gateway}});
  const withFile = render({files: ['embedded'], values: {gateway}});
  const told = new Set([withDatabase, withFile].flatMap((manifests) => Object.keys(gatewayEnvironment(manifests))));
  // the loader's, which the gateway is not to have
  expect(documented.filter((name) => !told.has(name))).toEqual(['DATABASE_ADMIN_URL']);
  expect(gatewayEnvironment(withDatabase)).toMatchObject({MAX_CONTOUR_METRES: '1000000', MAX_QUERY_COST: '1'});
});

test('what the chart does not change is as the gateway has it by itself', () => {
  const own = readConfig({DATABASE_URL: 'postgres://a:b@c/d', ENGINE: 'pgrouting'});
  const env = gatewayEnvironment(render({files: ['default']}));
  const theirs = readConfig({...env, DATABASE_URL: 'postgres://a:b@c/d'});
  // a pod is asked from outside, behind Nginx, and its Service takes a while to forget it
  expect(theirs).toEqual({...own, host: '0.0.0.0', trustProxy: true, drainDelayMs: 15_000});
});

test('Nginx is told what its README names and nothing else', () => {
  const known = variablesOf('deploy/nginx/README.md');
  const [container] = component<IDeploymentSpec>(render({files: ['hardened']}), 'Deployment', 'nginx').spec.template
    .spec!.containers;
  const env = environmentOf(container);
  expect(Object.keys(env).filter((name) => !known.includes(name))).toEqual([]);
  expect(env.TRUSTED_PROXIES).toBe('set_real_ip_from 10.244.0.0/16; set_real_ip_from fd00::/8;');
});

function gatewayEnvironment(manifests: readonly Manifest[]): Record<string, string> {
  const {spec} = component<IDeploymentSpec>(manifests, 'Deployment', 'gateway');
  return environmentOf(spec.template.spec!.containers[0]);
}

/** The variables that a document's tables explain. */
function variablesOf(path: string): string[] {
  const text = readFileSync(join(packageRoot, path), 'utf8');
  return [...text.matchAll(/^\| ((?:`[A-Z][A-Z0-9_]+`(?:, )?)+) \|/gm)].flatMap(([, names]) =>
    names.split(', ').map((name) => name.replaceAll('`', '')),
  );
}
