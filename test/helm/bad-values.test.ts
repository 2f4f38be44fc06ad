import {refusalOf, render} from './chart.js';

/** Over ci/default-values.yaml; what the message must name. */
const refused: [what: string, values: object, names: RegExp][] = [
  ['a misspelt value', {gatway: {}}, /gatway/],
  ['a misspelt value far inside', {nginx: {cache: {maxsize: '1g'}}}, /nginx\/cache.*maxsize/s],
  ['a limit that there is not', {gateway: {limits: {maxWaypoint: 5}}}, /maxWaypoint/],
  ['a number in words', {gateway: {replicas: 'two'}}, /gateway\/replicas/],
  ['no pods at all', {nginx: {replicas: 0}}, /nginx\/replicas/],
  ['an engine that there is not', {gateway: {engine: 'osrm'}}, /gateway\/engine.*pgrouting.*embedded/s],
  ['a log level that there is not', {gateway: {logLevel: 'loud'}}, /gateway\/logLevel/],
  ['a memory without its unit', {gateway: {resources: {limits: {memory: '1 GB'}}}}, /resources\/limits\/memory/],
  ['a digest cut short', {image: {digest: 'sha256:abc'}}, /image\/digest/],
  ['a port beyond the last', {nginx: {service: {port: 70_000}}}, /service\/port/],
  ['root', {podSecurity: {runAsUser: 0}}, /podSecurity\/runAsUser/],
  ['a schedule of four fields', {loader: {schedule: '0 3 * *'}}, /loader\/schedule/],
  ['a proxy by name', {nginx: {trustedProxies: ['ingress']}}, /trustedProxies/],
  ['a file from an FTP server', {network: {source: 'url', url: 'ftp://a.example/b.pbf'}}, /network\/url/],
  ['a URL without a file', {network: {source: 'url', url: 'https://a.example/'}}, /network\/url/],

  ['no database', {database: {existingSecret: ''}}, /a database is needed: set database.existingSecret/],
  ['two databases', {database: {cloudnativePg: {enabled: true}}}, /exclude each other/],
  ['a database that nobody uses', {gateway: {engine: 'embedded'}}, /gateway.engine=embedded uses no database/],
  [
    'replicas that there are not',
    {database: {existingSecret: '', cloudnativePg: {enabled: true, instances: 1}}},
    /type=ro needs a replica/,
  ],
  [
    'more connections than PgBouncer takes',
    {
      database: {existingSecret: '', cloudnativePg: {enabled: true}},
      gateway: {autoscaling: {enabled: true, maxReplicas: 50}, workers: 4},
    },
    /make 612 connections; .* = 400/,
  ],
  ['a source without its URL', {network: {source: 'url'}}, /network.source=url needs network.url/],
  ['a URL that is not the source', {network: {url: 'https://a.example/b.pbf'}}, /network.source is sample/],
  ['a claim without a path', {network: {source: 'persistentVolumeClaim'}}, /claimName and .path/],
  ['a schedule for what never changes', {loader: {schedule: '@daily'}}, /network.source=sample does not/],
  ['known queries only, and none known', {gateway: {persistedQueries: {mode: 'only'}}}, /mode=only needs/],
  [
    'two manifests',
    {gateway: {persistedQueries: {manifest: '{}', existingConfigMap: 'a'}}},
    /manifest and .existingConfigMap exclude/,
  ],
  [
    'fewest above most',
    {nginx: {autoscaling: {enabled: true, minReplicas: 9}}},
    /nginx.autoscaling.minReplicas is above maxReplicas/,
  ],
  ['a door without a name', {ingress: {enabled: true}}, /ingress.enabled needs ingress.hosts/],
  ['all clients behind one address', {ingress: {enabled: true, hosts: ['a.example']}}, /needs nginx.trustedProxies/],
  [
    'a scrape of what is off',
    {monitoring: {metrics: false, serviceMonitor: {enabled: true}}},
    /serviceMonitor.enabled needs monitoring.metrics/,
  ],
];

test.each(refused)('%s is refused', (_what, values, names) => {
  expect(refusalOf(values)).toMatch(names);
});

test('every fault is told at once', () => {
  const message = refusalOf({ingress: {enabled: true}, network: {source: 'url'}, database: {existingSecret: ''}});
  expect(message.match(/^ {2}- /gm)).toHaveLength(4);
});

test('a chart above this one may hand down its global values', () => {
  expect(render({files: ['default'], values: {global: {region: 'north'}}}).length).toBeGreaterThan(0);
});
