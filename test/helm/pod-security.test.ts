import type {IContainer} from 'kubernetes-models/v1/Container';
import type {IPodSpec} from 'kubernetes-models/v1/PodSpec';
import {render, valuesFiles} from './chart.js';
import {containersOf, type PodTemplate, podTemplates} from './manifest.js';

const pods = valuesFiles.flatMap((file) => podTemplates(render({files: [file]})));

test.each(valuesFiles)('%s: every pod may run under the Pod Security Standard "restricted"', (file) => {
  expect(podTemplates(render({files: [file]})).flatMap(breaches)).toEqual([]);
});

test('and goes beyond it: a root that cannot be written, no token, memory that ends', () => {
  const loose = pods.flatMap(({owner, spec}) => [
    ...(spec.automountServiceAccountToken === false ? [] : [`${owner} gets a token`]),
    ...containersOf(spec)
      .filter(({securityContext, resources}) => !securityContext?.readOnlyRootFilesystem || !resources?.limits?.memory)
      .map(({name}) => `${owner} ${name}`),
  ]);
  expect(loose).toEqual([]);
});

test('what a container may write to ends somewhere', () => {
  const endless = pods.flatMap(({owner, spec}) =>
    (spec.volumes ?? []).filter(({emptyDir}) => emptyDir && !emptyDir.sizeLimit).map(({name}) => `${owner} ${name}`),
  );
  expect(endless).toEqual([]);
});

test('on a platform that assigns accounts no pod names one', () => {
  const values = {podSecurity: {runAsUser: null, nginxRunAsUser: null}};
  const contexts = podTemplates(render({files: ['default'], values})).map(({spec}) => spec.securityContext);
  for (const context of contexts) {
    expect(context).toEqual({runAsNonRoot: true, seccompProfile: {type: 'RuntimeDefault'}});
  }
});

test('the rules are seen to be broken where they are', () => {
  const [{spec, ...pod}] = pods;
  const faults = (change: Partial<IPodSpec>) => breaches({...pod, spec: {...spec, ...change}}).length;
  const container = (change: Partial<IContainer>) => ({containers: [{...spec.containers[0], ...change}]});
  expect(faults({})).toBe(0);
  expect(faults({hostNetwork: true})).toBe(1);
  expect(faults({volumes: [{name: 'a', hostPath: {path: '/'}}]})).toBe(1);
  expect(faults({securityContext: {}})).toBe(2);
  expect(faults(container({securityContext: {}}))).toBe(2);
  expect(faults({initContainers: [{name: 'a'}]})).toBe(2);
});

const volumeTypes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
function breaches({owner, spec}: PodTemplate): string[] {
  const faults: [boolean | undefined, string][] = [
    [spec.hostNetwork, 'is in the network of its node'],
    [spec.hostPID, 'sees the processes of its node'],
    [spec.hostIPC, 'shares memory with its node'],
    [Boolean(spec.securityContext?.sysctls?.length), 'sets sysctls'],
    ...(spec.volumes ?? []).map((volume): [boolean, string] => [
      !Object.keys(volume).every((key) => key === 'name' || volumeTypes.includes(key)),
      `volume ${volume.name} is of a kind that is not allowed`,
    ]),
    ...containersOf(spec).flatMap((container) => containerFaults(container, spec)),
  ];
  return faults.filter(([isBroken]) => isBroken).map(([, fault]) => `${owner} ${fault}`);
}

function containerFaults({name, ports, securityContext: own}: IContainer, spec: IPodSpec): [boolean, string][] {
  const user = own?.runAsUser ?? spec.securityContext?.runAsUser;
  const seccomp = own?.seccompProfile?.type ?? spec.securityContext?.seccompProfile?.type;
  return [
    [!(own?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot), `${name} may be root`],
    [user === 0, `${name} is root`],
    [own?.allowPrivilegeEscalation !== false, `${name} may get more rights`],
    [own?.privileged === true, `${name} is privileged`],
    [!own?.capabilities?.drop?.includes('ALL'), `${name} keeps capabilities`],
    [(own?.capabilities?.add ?? []).some((added) => added !== 'NET_BIND_SERVICE'), `${name} gets capabilities`],
    [!['RuntimeDefault', 'Localhost'].includes(seccomp ?? ''), `${name} is without seccomp`],
    [own?.procMount !== undefined && own.procMount !== 'Default', `${name} sees more of /proc`],
    [(ports ?? []).some(({hostPort}) => hostPort), `${name} has a port of its node`],
  ];
}
