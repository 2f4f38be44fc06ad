import {readdirSync, readFileSync} from 'node:fs';

export interface ProcessUsage {
  /** User and system time of all threads since the start, those of children that have ended included, seconds. */
  readonly cpuSeconds: number;
  /** Memory held now, bytes: what processes share counts once. */
  readonly memoryBytes: number;
}

/** Clock ticks of /proc a second: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What processes and all that they started used, by Linux's /proc; null elsewhere, and of none. */
export function usageOf(roots: readonly number[]): ProcessUsage | null {
  const family = withDescendants(roots, processes());
  if (family.length === 0) return null;
  return {
    cpuSeconds: family.reduce((sum, {ticks}) => sum + ticks, 0) / TICKS_PER_SECOND,
    memoryBytes: family.reduce((sum, {pid}) => sum + memoryOf(pid), 0),
  };
}

/** The processes of a name that another one started itself. */
export function childrenNamed(parent: number, name: string): number[] {
  return processes()
    .filter((one) => one.parent === parent && one.name === name)
    .map(({pid}) => pid);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
}

function processes(): Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)) ?? []);
  } catch {
    return [];
  }
}

function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold blanks: count from behind it.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    return {
      pid,
      parent: Number(fields[1]),
      name: stat.slice(stat.indexOf('(') + 1, end),
      // its own, and those of the children that it has waited for: a connection's process ends with the connection
      ticks: fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0),
    };
  } catch {
    // it ended between the list and the look
    return null;
  }
}

function withDescendants(roots: readonly number[], all: readonly Process[]): Process[] {
  const family = all.filter(({pid}) => roots.includes(pid));
  // grows while it is walked
  for (const {pid} of family) family.push(...all.filter(({parent}) => parent === pid));
  return family;
}

/** Proportional set size where we may read it, else the resident one, which counts what is shared many times over. */
function memoryOf(pid: number): number {
  for (const [file, line] of [
    ['smaps_rollup', /^Pss:\s+(\d+) kB/m],
    ['status', /^VmRSS:\s+(\d+) kB/m],
  ] as const) {
    try {
      const kilobytes = line.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1];
      if (kilobytes !== undefined) return Number(kilobytes) * 1024;
    } catch {
      // another account's process, or one that has ended
    }
  }
  return 0;
}
