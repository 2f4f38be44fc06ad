import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {packageRoot} from '../../src/package-root.js';

/** What the tests look at in a service of compose.yaml; anchors and merges are resolved, `${…}` is left as it is. */
export interface Service {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number | boolean | null>>;
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly mem_limit: string;
  readonly pids_limit?: number;
  readonly read_only?: boolean;
  readonly init?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly logging?: {readonly driver: string; readonly options: Readonly<Record<string, string>>};
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly deploy?: {readonly replicas?: number};
  readonly depends_on?: Readonly<Record<string, {readonly condition: string}>>;
  readonly healthcheck?: {readonly test?: readonly string[]; readonly disable?: boolean};
}

export const composeText = readFileSync(join(packageRoot, 'compose.yaml'), 'utf8');

export const {services, volumes, networks} = parse(composeText, {merge: true}) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, unknown>>;
};

/** The services and their names, for `test.each`. */
export const each = Object.entries(services);

/** What a service's containers get as their environment. @throws Error naming a variable that has to be given */
export function environmentOf(
  name: string,
  given: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const {environment = {}} = services[name];
  return Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [variable, interpolate(String(value ?? ''), given)]),
  );
}

/** Fills in `${NAME}`, `${NAME:-default}` and `${NAME:?reason}` as Compose does; `$$` is a dollar. */
export function interpolate(text: string, given: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\$|\$\{([A-Z_]+)(?:(:[-?])([^}]*))?\}/g,
    (whole, name: string | undefined, how: string | undefined, rest = '') => {
      if (name === undefined) return whole.slice(1);
      if (given[name]) return given[name];
      if (how === ':?') throw new Error(`${name}: ${String(rest)}`);
      return String(rest);
    },
  );
}

/** Bytes of a size such as `192m`. */
export function bytesOf(size: string): number {
  const [, amount, unit] = /^(\d+)\s*([kmg]?)b?$/i.exec(size) ?? [];
  if (amount === undefined) throw new Error(`${size} is no size.`);
  return Number(amount) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
}

/** Milliseconds of a time such as `30s`. */
export function millisecondsOf(time: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m)$/.exec(time) ?? [];
  if (amount === undefined) throw new Error(`${time} is no time.`);
  return Number(amount) * {ms: 1, s: 1000, m: 60_000}[unit as 'ms' | 's' | 'm'];
}
