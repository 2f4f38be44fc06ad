import type {IContainer} from 'kubernetes-models/v1/Container';
import type {IPodSpec} from 'kubernetes-models/v1/PodSpec';

export type Labels = Readonly<Record<string, string>>;

/** An object of Kubernetes as the chart makes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {readonly name: string; readonly labels?: Labels; readonly annotations?: Labels};
  readonly [member: string]: unknown;
}

/** Pods that an object makes: their labels and their spec, and the object's name for messages. */
export interface PodTemplate {
  readonly owner: string;
  readonly labels: Labels;
  readonly spec: IPodSpec;
}

export function ofKind<Spec>(manifests: readonly Manifest[], kind: string): (Manifest & {spec: Spec})[] {
  return manifests.filter((manifest) => manifest.kind === kind) as (Manifest & {spec: Spec})[];
}

/** The one object of this kind whose component is this. @throws Error where there is not exactly one */
export function component<Spec>(manifests: readonly Manifest[], kind: string, name: string): Manifest & {spec: Spec} {
  const found = ofKind<Spec>(manifests, kind).filter(
    ({metadata}) => metadata.labels?.['app.kubernetes.io/component'] === name,
  );
  if (found.length !== 1) throw new Error(`There are ${found.length} objects ${kind} of ${name}.`);
  return found[0];
}

/** The pods of Deployments, Jobs, CronJobs and bare ones. */
export function podTemplates(manifests: readonly Manifest[]): PodTemplate[] {
  return manifests.flatMap((manifest) => {
    const template = templateOf(manifest);
    return template === undefined
      ? []
      : [{owner: nameOf(manifest), labels: template.metadata?.labels ?? {}, spec: template.spec}];
  });
}

type Template = {metadata?: {labels?: Labels}; spec: IPodSpec};

function templateOf(manifest: Manifest): Template | undefined {
  const holder = manifest as unknown as {spec: {template: Template; jobTemplate: {spec: {template: Template}}}};
  switch (manifest.kind) {
    case 'Deployment':
    case 'Job':
      return holder.spec.template;
    case 'CronJob':
      return holder.spec.jobTemplate.spec.template;
    case 'Pod':
      return manifest as unknown as Template;
    default:
      return undefined;
  }
}

export function nameOf({kind, metadata}: Manifest): string {
  return `${kind}/${metadata.name}`;
}

export function containersOf({initContainers = [], containers}: IPodSpec): IContainer[] {
  return [...initContainers, ...containers];
}

/** Whether labels are selected by `matchLabels`. */
export function matches(selector: Labels | undefined, labels: Labels | undefined): boolean {
  return Object.entries(selector ?? {}).every(([name, value]) => labels?.[name] === value);
}

/** A container's environment, names to values; those from Secrets are left out. */
export function environmentOf({env = []}: IContainer): Record<string, string> {
  return Object.fromEntries(env.flatMap(({name, value}) => (value === undefined ? [] : [[name, value]])));
}
