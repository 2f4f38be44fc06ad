import {join} from 'node:path';

/** Where the servers of a stack keep their files, in their folder. */
export function serverFiles(folder: string) {
  return {
    data: join(folder, 'data'),
    postmasterPid: join(folder, 'data', 'postmaster.pid'),
    postgresConf: join(folder, 'postgresql.conf'),
    hbaConf: join(folder, 'pg_hba.conf'),
    postgresLog: join(folder, 'postgres.log'),
    ownerSecret: join(folder, 'owner-secret'),
    pgbouncerIni: join(folder, 'pgbouncer.ini'),
    pgbouncerPid: join(folder, 'pgbouncer.pid'),
    pgbouncerLog: join(folder, 'pgbouncer.log'),
    userlist: join(folder, 'userlist.txt'),
  };
}
