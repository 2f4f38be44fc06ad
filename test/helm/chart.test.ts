import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chartFolder, lint, pack, render, valuesFiles} from './chart.js';
import {faultsOf} from './kubernetes-schemas.js';
import {component, type Labels, type Manifest, nameOf} from './manifest.js';

test('there is a values file for each way to install', () => {
  expect(valuesFiles).toEqual(
    expect.arrayContaining(['default', 'minimal', 'embedded', 'cloudnative-pg', 'hardened']) as string[],
  );
});

test.each(valuesFiles)('%s: helm lint has nothing to say', (file) => {
  expect(lint(file)).toContain('1 chart(s) linted, 0 chart(s) failed');
});

test('every object holds to the schemas of Kubernetes and its operators', () => {
  expect(valuesFiles.flatMap((file) => faultsOf(render({files: [file]})).map((fault) => `${file}: ${fault}`))).toEqual(
    [],
  );
});

test('the schemas refuse a misspelt field, a wrong type and a value that there is not', () => {
  const deployment = component<object>(render({files: ['default']}), 'Deployment', 'nginx');
  const withSpec = (more: object): Manifest => ({...deployment, spec: {...deployment.spec, ...more}});
  expect(faultsOf([deployment])).toEqual([]);
  expect(faultsOf([withSpec({minReadySecs: 5})])).toEqual([expect.stringMatching(/minReadySecs.*does not exist/)]);
  expect(faultsOf([withSpec({minReadySeconds: '5'})]).join()).toContain('minReadySeconds');
  const pod = (container: object) =>
    withSpec({template: {spec: {containers: [{name: 'a', image: 'a', resources: {limit: {}}, ...container}]}}});
  expect(faultsOf([pod({})]).join()).toMatch(/limit.* does not exist/);
  const policy = {kind: 'NetworkPolicy', apiVersion: 'networking.k8s.io/v1', metadata: {name: 'a'}};
  expect(faultsOf([{...policy, spec: {podSelector: {}, policyType: []}}]).join()).toMatch(
    /policyType.* does not exist/,
  );
});

test('no two objects have one name, and every name fits', () => {
  for (const file of valuesFiles) {
    const names = render({files: [file], release: 'a-release-with-the-longest-name-that-helm-lets-be'}).map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.split('/')[1].length > 63)).toEqual([]);
  }
});

test('every object says what it belongs to', () => {
  const manifests = valuesFiles.flatMap((file) => render({files: [file]}));
  const required = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by'];
  const lacking = manifests.filter(({metadata}) =>
    required.some((label) => !metadata.labels?.[`app.kubernetes.io/${label}`]),
  );
  expect(lacking.map(nameOf)).toEqual([]);
});

test('a packaged chart holds the linked files and renders the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roadql-chart-'));
  try {
    const packed = render({files: ['default'], chart: pack(folder)});
    expect(packed).toEqual(render({files: ['default'], chart: chartFolder}));
  } finally {
    rmSync(folder, {recursive: true});
  }
});

test('what a pod reads once, at its start, starts it anew when it changes', () => {
  const annotations = (part: string, values: object): Labels => {
    const {spec} = component<{template: Manifest}>(render({files: ['default'], values}), 'Deployment', part);
    return spec.template.metadata.annotations ?? {};
  };
  const manifest = (text: string) => ({gateway: {persistedQueries: {manifest: text}}});
  expect(annotations('gateway', manifest('{"a":"{a}"}'))).not.toEqual(annotations('gateway', manifest('{}')));
  expect(annotations('nginx', {})['checksum/config']).toMatch(/^[0-9a-f]{16}$/);
});
