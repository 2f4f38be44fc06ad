import type {ICronJobSpec} from 'kubernetes-models/batch/v1/CronJobSpec';
import type {IJobSpec} from 'kubernetes-models/batch/v1/JobSpec';
import {render} from './chart.js';
import {component, environmentOf, ofKind} from './manifest.js';

const jobOf = (values: object, files = ['default']) => component<IJobSpec>(render({files, values}), 'Job', 'loader');
const argumentsOf = ({template}: IJobSpec) => template.spec!.containers[0].args;

test('an upgrade with another source, image or limit is another Job, and one with the same values is the same', () => {
  const url = (name: string) => ({network: {source: 'url', url: `https://a.example/${name}`}});
  const names = [
    {},
    url('a.pbf'),
    url('b.pbf'),
    {image: {tag: '9'}},
    {loader: {resources: {limits: {memory: '4Gi'}}}},
    {network: {mapping: {name: 'a'}}},
    {network: {mapping: {name: 'b'}}},
  ].map((values) => jobOf(values).metadata.name);
  expect(new Set(names).size).toBe(names.length);
  expect(jobOf({})).toEqual(jobOf({}));
  expect(jobOf({nginx: {replicas: 5}}).metadata.name).toBe(names[0]);
});

test('a source file is fetched, the schema migrated, then the file loaded where it is not what is served', () => {
  const network = {source: 'url', url: 'https://a.example/city.osm.pbf?key=1', sha256: 'AB'.repeat(32)};
  const {spec} = jobOf({network});
  const {initContainers = []} = spec.template.spec!;
  expect(initContainers.map(({name, args}) => [name, args])).toEqual([
    ['download', undefined],
    ['migrate', ['migrate']],
  ]);
  expect(environmentOf(initContainers[0])).toEqual({
    URL: network.url,
    FILE: '/network/city.osm.pbf',
    SHA256: 'ab'.repeat(32),
  });
  expect(argumentsOf(spec)).toEqual(['load', '/network/city.osm.pbf', '--if-needed', '--format', 'auto', '--json']);
});

test('the sample never takes the place of a network that is there', () => {
  expect(argumentsOf(jobOf({}).spec)).toContain('--if-empty');
});

test('without a source the schema alone is made', () => {
  const {spec} = jobOf({network: {source: 'none'}});
  expect(spec.template.spec!.initContainers).toBeUndefined();
  expect(argumentsOf(spec)).toEqual(['migrate']);
});

test('a file that cannot be read ends the Job at its first try, a database that is away does not', () => {
  const {spec} = jobOf({});
  expect(spec.podFailurePolicy?.rules).toContainEqual({
    action: 'FailJob',
    onExitCodes: {operator: 'In', values: [2]},
  });
  // Kubernetes takes such a policy for pods alone that are not started again in their place
  expect(spec.template.spec!.restartPolicy).toBe('Never');
  expect(spec.backoffLimit).toBeGreaterThan(3);
});

test('the schedule runs the same load, never two at once', () => {
  const manifests = render({files: ['cloudnative-pg']});
  const {spec} = component<ICronJobSpec>(manifests, 'CronJob', 'loader');
  expect(spec).toMatchObject({schedule: '30 3 * * *', timeZone: 'Europe/Lisbon', concurrencyPolicy: 'Forbid'});
  expect(spec.jobTemplate.spec).toEqual(component<IJobSpec>(manifests, 'Job', 'loader').spec);
});

test('the embedded engine has no loader: its pods fetch the file', () => {
  const manifests = render({files: ['embedded']});
  expect([...ofKind(manifests, 'Job'), ...ofKind(manifests, 'CronJob')]).toEqual([]);
  const {spec} = component<IJobSpec>(manifests, 'Deployment', 'gateway');
  expect(spec.template.spec!.initContainers?.map(({name}) => name)).toEqual(['download']);
  expect(environmentOf(spec.template.spec!.containers[0]).NETWORK).toBe('/network/city.graph');
});

test('the owner is known to the loader alone', () => {
  for (const file of ['default', 'cloudnative-pg', 'hardened']) {
    const manifests = render({files: [file]});
    const gateway = JSON.stringify(component(manifests, 'Deployment', 'gateway'));
    expect(gateway).toContain('DATABASE_URL');
    expect(gateway).not.toContain('DATABASE_ADMIN_URL');
    expect(JSON.stringify(component(manifests, 'Job', 'loader'))).toContain('DATABASE_ADMIN_URL');
  }
});
