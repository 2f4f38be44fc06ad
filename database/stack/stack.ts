/** The addresses of a running database. */
export interface StackUrls {
  /** The owner, on the server's own port. */
  readonly direct: string;
  /** The owner through PgBouncer. */
  readonly pooled: string;
  /** The read-only login of the gateway, through PgBouncer. */
  readonly gateway: string;
}

/** PostgreSQL with PostGIS and pgRouting behind PgBouncer, migrated and empty. */
export interface Stack {
  readonly urls: StackUrls;
  /** Where it came from, one line for a reader. */
  readonly origin: string;
  /** Ends all that was started, and removes its files. May be called twice. */
  stop(): Promise<void>;
}

/** A stack of processes of this machine, whose parts may be taken down and brought back. */
export interface LocalStack extends Stack {
  /** As a crash ends it: connections are cut. */
  stopPgBouncer(): Promise<void>;
  /** On the port and with the logins that it had. */
  startPgBouncer(): Promise<void>;
  /** At once (`immediate`), or once transactions are rolled back (`fast`). */
  stopPostgres(mode?: 'fast' | 'immediate'): Promise<void>;
  startPostgres(): Promise<void>;
}

/** What to install, where nothing that could be started was found. */
export class NothingToStart extends Error {
  constructor(reasons: readonly string[]) {
    super(
      [
        'No PostgreSQL with PostGIS, pgRouting and PgBouncer to start:',
        ...reasons.map((reason) => `  - ${reason}`),
        'Do one of these:',
        '  - Debian, Ubuntu: apt-get install postgresql postgresql-NN-postgis-3 postgresql-NN-pgrouting pgbouncer',
        '  - macOS: brew install postgresql@17 postgis pgrouting pgbouncer',
        '  - start Docker: compose.yaml has the database and PgBouncer',
        '  - set DATABASE_URL and DATABASE_ADMIN_URL to a server of your own',
      ].join('\n'),
    );
  }
}
