import {spawn} from 'node:child_process';
import type {Socket} from 'node:net';

/**
 * A shell that does what has to be done if this process dies before it could (kill -9, a crash): it waits at the end
 * of a pipe which closes with us, however we end.
 * @param script a POSIX shell script; its arguments are $1, $2, ...
 * @returns lets it go, nothing done
 */
export function watchdog(script: string, args: readonly string[]): () => Promise<void> {
  const shell = spawn('/bin/sh', ['-c', `read -r word; [ "$word" = well ] && exit 0\n${script}`, 'watchdog', ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  const ended = new Promise<void>((resolve) => shell.on('exit', () => resolve()).on('error', () => resolve()));
  shell.unref();
  (shell.stdin as unknown as Socket).unref();
  shell.stdin.on('error', () => {});
  return () => {
    shell.ref();
    shell.stdin.end('well\n');
    return ended;
  };
}
