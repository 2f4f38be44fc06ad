import {readFileSync} from 'node:fs';

export interface ProcessUsage {
  /** User and system time of all threads since the start, seconds. */
  readonly cpuSeconds: number;
  /** Resident memory now, bytes. */
  readonly rssBytes: number;
}

/** Clock ticks of /proc a second: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What a process used, by Linux's /proc; null elsewhere. */
export function processUsage(pid: number): ProcessUsage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold blanks: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      rssBytes: Number(kilobytes ?? NaN) * 1024,
    };
  } catch {
    return null;
  }
}
