import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {serverFiles} from './server-files.js';

/** What is written down of a stack, so that another process can clean up after it. */
interface Record {
  readonly pid: number;
  /** When the process began, as the system counts it: a number that comes again is another process. */
  readonly began: string;
  readonly serverFolder: string | null;
}

const root = join(packageRoot, '.roadql');

/** A new folder for a stack of this process; `remember` says where its servers keep their files. */
export function stackFolder(): {folder: string; remember: (serverFolder: string) => void} {
  mkdirSync(root, {recursive: true});
  const folder = mkdtempSync(join(root, `stack-${process.pid}-`));
  // the servers' account must get through to its own folder in there
  chmodSync(folder, 0o711);
  const write = (serverFolder: string | null) => {
    const record: Record = {pid: process.pid, began: beganAt(process.pid), serverFolder};
    writeFileSync(join(folder, 'stack.json'), JSON.stringify(record));
  };
  write(null);
  return {folder, remember: write};
}

/**
 * Ends the servers and removes the folders of stacks whose process is gone.
 * @returns the folders that were removed
 */
export function removeLeftovers(): string[] {
  if (!existsSync(root)) return [];
  const removed: string[] = [];
  for (const name of readdirSync(root)) {
    const pid = Number(/^stack-(\d+)-/.exec(name)?.[1]);
    if (!pid) continue;
    const folder = join(root, name);
    const record = readRecord(folder) ?? {pid, began: '', serverFolder: null};
    if (isAlive(record)) continue;
    if (record.serverFolder) {
      endServers(record.serverFolder);
      rmSync(record.serverFolder, {recursive: true, force: true});
    }
    rmSync(folder, {recursive: true, force: true});
    removed.push(folder);
  }
  return removed;
}

function readRecord(folder: string): Record | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as Record;
  } catch {
    return null;
  }
}

function isAlive({pid, began}: Record): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return began === '' || beganAt(pid) === began;
}

/** Where the system tells (Linux): clock ticks from its start to the process's (field 22 of /proc/PID/stat). */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the second field is the program's name in brackets, which may hold blanks
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

function endServers(serverFolder: string): void {
  const {postmasterPid, pgbouncerPid} = serverFiles(serverFolder);
  for (const [file, signal] of [
    [postmasterPid, 'SIGQUIT'],
    [pgbouncerPid, 'SIGKILL'],
  ] as const) {
    const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : NaN;
    if (pid > 1 && runsIn(pid, serverFolder)) process.kill(pid, signal);
  }
}

/** Whether a process was started with files of the folder; true where the system does not tell. */
function runsIn(pid: number, serverFolder: string): boolean {
  if (!existsSync('/proc/self')) {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) && readFileSync(path, 'utf8').includes(serverFolder);
}
