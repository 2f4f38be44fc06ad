import type {IHorizontalPodAutoscalerSpec} from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscalerSpec';
import type {IIngressSpec} from 'kubernetes-models/networking.k8s.io/v1/IngressSpec';
import type {INetworkPolicySpec} from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import type {IPodDisruptionBudgetSpec} from 'kubernetes-models/policy/v1/PodDisruptionBudgetSpec';
import type {IServiceSpec} from 'kubernetes-models/v1/ServiceSpec';
import {render, valuesFiles} from './chart.js';
import {
  component,
  containersOf,
  environmentOf,
  type Labels,
  type Manifest,
  matches,
  nameOf,
  ofKind,
  type PodTemplate,
  podTemplates,
} from './manifest.js';

/** What a values file says that the cluster has already, and what the CloudNativePG operator makes of a Cluster. */
const fromOutside: Readonly<Record<string, readonly string[]>> = {
  Secret: ['roadql-database', 'registry', 'roads-roadql-database-app'],
  PersistentVolumeClaim: ['networks'],
  ServiceAccount: ['default'],
  ConfigMap: [],
};

describe.each(valuesFiles)('%s', (file) => {
  const manifests = render({files: [file]});
  const pods = podTemplates(manifests);
  const selected = (selector: Labels | undefined) => pods.filter(({labels}) => matches(selector, labels));

  test('a Deployment selects its own pods and no others', () => {
    const deployments = ofKind<{selector: {matchLabels: Labels}}>(manifests, 'Deployment');
    expect(deployments.length).toBeGreaterThan(0);
    for (const deployment of deployments) {
      expect(selected(deployment.spec.selector.matchLabels).map(({owner}) => owner)).toEqual([nameOf(deployment)]);
    }
  });

  test('a Service selects pods that have its port by name', () => {
    const services = ofKind<IServiceSpec>(manifests, 'Service');
    expect(services.length).toBeGreaterThan(0);
    for (const {spec} of services) {
      const behind = selected(spec.selector);
      expect(behind).toHaveLength(1);
      for (const {targetPort} of spec.ports ?? []) expect(portNames(behind)).toContain(targetPort);
    }
  });

  test('budgets, autoscalers and spreads are about pods that there are', () => {
    for (const {spec} of ofKind<IPodDisruptionBudgetSpec>(manifests, 'PodDisruptionBudget')) {
      expect(selected(spec.selector?.matchLabels as Labels)).toHaveLength(1);
    }
    for (const {spec} of ofKind<IHorizontalPodAutoscalerSpec>(manifests, 'HorizontalPodAutoscaler')) {
      const target = ofKind<{replicas?: number}>(manifests, spec.scaleTargetRef.kind).filter(
        ({metadata}) => metadata.name === spec.scaleTargetRef.name,
      );
      // a Deployment that said how many would take back what the autoscaler did, at every upgrade
      expect(target.map(({spec: {replicas}}) => replicas)).toEqual([undefined]);
    }
    for (const {labels, spec} of pods) {
      for (const {labelSelector} of spec.topologySpreadConstraints ?? []) {
        expect(matches(labelSelector?.matchLabels as Labels, labels)).toBe(true);
      }
    }
  });

  test('ConfigMaps, Secrets, claims and accounts are in the release or told by the operator', () => {
    const missing = pods.flatMap((pod) =>
      referencesOf(pod)
        .filter(([kind, name]) => !fromOutside[kind].includes(name) && !named(manifests, kind, name))
        .map(([kind, name]) => `${pod.owner} needs ${kind}/${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('a volume is mounted, and what is mounted is a volume', () => {
    for (const {spec} of pods) {
      const mounted = containersOf(spec).flatMap(({volumeMounts = []}) => volumeMounts.map(({name}) => name));
      expect(new Set(mounted)).toEqual(new Set((spec.volumes ?? []).map(({name}) => name)));
    }
  });

  test('probes and hooks ask ports that their container has', () => {
    for (const {spec} of pods) {
      for (const {ports = [], startupProbe, readinessProbe, livenessProbe} of spec.containers) {
        const probes = [startupProbe, readinessProbe, livenessProbe].filter((probe) => probe !== undefined);
        for (const probe of probes) expect(ports.map(({name}) => name)).toContain(probe.httpGet?.port);
        expect(probes).toHaveLength(ports.length > 0 ? 3 : 0);
      }
    }
  });

  test('an Ingress leads to a Service by a port that it has', () => {
    for (const {spec} of ofKind<IIngressSpec>(manifests, 'Ingress')) {
      const backends = (spec.rules ?? []).flatMap(({http}) => http?.paths.map(({backend}) => backend.service) ?? []);
      expect(backends.length).toBeGreaterThan(0);
      for (const service of backends) {
        expect(servicePorts(manifests, service?.name)).toContain(service?.port?.name);
      }
    }
  });

  test('addresses in environments are those of Services in the release', () => {
    const services = ofKind<IServiceSpec>(manifests, 'Service').map(({metadata}) => metadata.name);
    // the operator makes the Service of a Pooler, by its name
    const poolers = ofKind<object>(manifests, 'Pooler').map(({metadata}) => metadata.name);
    const test = environmentOf(component<PodTemplate['spec']>(manifests, 'Pod', 'test').spec.containers[0]);
    const url = new URL(test.URL);
    expect(services).toContain(url.hostname);
    const {spec} = ofKind<IServiceSpec>(manifests, 'Service').find(({metadata}) => metadata.name === url.hostname)!;
    expect(spec.ports?.map(({port}) => port)).toEqual([Number(url.port || 80)]);

    const environments = pods.flatMap(({spec: {containers}}) => containers.map(environmentOf));
    for (const {GATEWAY_SERVERS: servers} of environments.filter((env) => env.GATEWAY_SERVERS)) {
      const [, name, namespace, port] = /^server ([^.]+)\.([^.]+)\.svc\.cluster\.local:(\d+) resolve /.exec(servers)!;
      const headless = ofKind<IServiceSpec>(manifests, 'Service').find(({metadata}) => metadata.name === name);
      expect(headless?.spec.clusterIP).toBe('None');
      expect([namespace, Number(port)]).toEqual(['maps', headless?.spec.ports?.[0].port]);
    }
    for (const {DATABASE_URL: database} of environments.filter((env) => env.DATABASE_URL)) {
      expect(poolers).toContain(new URL(database).hostname);
    }
  });

  test('network policies are about pods that there are, by ports that these have', () => {
    for (const policy of ofKind<INetworkPolicySpec>(manifests, 'NetworkPolicy')) {
      const guarded = selected(policy.spec.podSelector?.matchLabels);
      expect(guarded.length).toBeGreaterThan(0);
      const named = (policy.spec.ingress ?? []).flatMap(({ports = []}) => ports.map(({port}) => port));
      for (const port of named) expect(portNames(guarded)).toContain(port);
      const peers = [...(policy.spec.ingress ?? []), ...(policy.spec.egress ?? [])].flatMap((rule) =>
        'from' in rule ? (rule.from ?? []) : 'to' in rule ? (rule.to ?? []) : [],
      );
      for (const {podSelector, namespaceSelector} of peers) {
        const labels = podSelector?.matchLabels;
        if (labels === undefined || namespaceSelector !== undefined || 'cnpg.io/poolerName' in labels) continue;
        if ('cnpg.io/cluster' in labels) continue;
        expect(selected(labels).length).toBeGreaterThan(0);
      }
    }
  });

  test('a ServiceMonitor scrapes each gateway pod once', () => {
    for (const {spec} of ofKind<{selector: {matchLabels: Labels}; endpoints: {port: string}[]}>(
      manifests,
      'ServiceMonitor',
    )) {
      const services = ofKind<IServiceSpec>(manifests, 'Service').filter(({metadata}) =>
        matches(spec.selector.matchLabels, metadata.labels),
      );
      expect(services.map(({spec: {ports}}) => ports?.map(({name}) => name))).toEqual([[spec.endpoints[0].port]]);
    }
  });
});

test('every pod of a hardened release has a network policy for both ways', () => {
  const manifests = render({files: ['hardened']});
  const policies = ofKind<INetworkPolicySpec>(manifests, 'NetworkPolicy');
  const bare = podTemplates(manifests).filter(
    ({labels}) => !policies.some(({spec}) => matches(spec.podSelector?.matchLabels, labels)),
  );
  // `helm test` asks from outside, as a client does
  expect(bare.map(({owner}) => owner)).toEqual(['Pod/roads-roadql-answers']);
  for (const {spec} of policies) expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
});

function portNames(pods: readonly PodTemplate[]): (string | undefined)[] {
  return pods.flatMap(({spec}) => spec.containers.flatMap(({ports = []}) => ports.map(({name}) => name)));
}

function servicePorts(manifests: readonly Manifest[], name: string | undefined): (string | undefined)[] {
  return ofKind<IServiceSpec>(manifests, 'Service')
    .filter(({metadata}) => metadata.name === name)
    .flatMap(({spec}) => spec.ports?.map((port) => port.name) ?? []);
}

function named(manifests: readonly Manifest[], kind: string, name: string): boolean {
  return manifests.some((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

function referencesOf({spec}: PodTemplate): [kind: string, name: string][] {
  const fromVolumes = (spec.volumes ?? []).flatMap(({configMap, secret, persistentVolumeClaim}) => [
    ['ConfigMap', configMap?.name],
    ['Secret', secret?.secretName],
    ['PersistentVolumeClaim', persistentVolumeClaim?.claimName],
  ]);
  const fromVariables = containersOf(spec).flatMap(({env = []}) =>
    env.flatMap(({valueFrom}) => [
      ['ConfigMap', valueFrom?.configMapKeyRef?.name],
      ['Secret', valueFrom?.secretKeyRef?.name],
    ]),
  );
  const others = [
    ['ServiceAccount', spec.serviceAccountName],
    ...(spec.imagePullSecrets ?? []).map(({name}) => ['Secret', name]),
  ];
  return [...fromVolumes, ...fromVariables, ...others].filter(
    (reference): reference is [string, string] => reference[1] !== undefined,
  );
}
