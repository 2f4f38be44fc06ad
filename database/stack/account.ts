import {spawnSync} from 'node:child_process';
import {chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Who the servers run as: PostgreSQL and PgBouncer refuse to run as root. */
export interface Account {
  /** Undefined: as we are. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Ourselves, or where we are root `postgres` or else `nobody`. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], {encoding: 'utf8'}));
    if (uid.status === 0 && gid.status === 0) return {uid: Number(uid.stdout), gid: Number(gid.stdout)};
  }
  throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody to run it as.');
}

/**
 * A folder that the account alone may read and write: the wanted one, or one among the temporary files where the
 * account cannot get to it (a checkout in a home that others may not enter).
 */
export function privateFolder(wanted: string, {uid, gid}: Account): string {
  mkdirSync(wanted, {recursive: true, mode: 0o700});
  if (uid === undefined || gid === undefined) return wanted;
  chownSync(wanted, uid, gid);
  if (spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', wanted], {uid, gid, cwd: '/'}).status === 0)
    return wanted;
  rmSync(wanted, {recursive: true});
  const other = mkdtempSync(join(tmpdir(), 'roadql-stack-'));
  chmodSync(other, 0o700);
  chownSync(other, uid, gid);
  return other;
}
