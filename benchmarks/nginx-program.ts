import {spawnSync} from 'node:child_process';
import {delimiter} from 'node:path';

/** PATH with the folders of programs for administrators, where Nginx lies and a login of one's own does not look. */
export const nginxPath: string = [process.env.PATH, '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
  .filter(Boolean)
  .join(delimiter);

/** @returns Nginx's version; null where it, or what fills its template, is not installed */
export function nginxVersion(): string | null {
  const env = {...process.env, PATH: nginxPath};
  if (spawnSync('envsubst', ['--version'], {env}).status !== 0) return null;
  const {status, stderr} = spawnSync('nginx', ['-v'], {env, encoding: 'utf8'});
  return status === 0 ? (/nginx\/(\S+)/.exec(stderr)?.[1] ?? null) : null;
}
