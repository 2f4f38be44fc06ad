import {customCleanEnv, EnvError, EnvMissingError, makeExactValidator, makeValidator, bool, str} from 'envalid';

/** What the gateway runs by: read once, frozen, handed down. Each variable is explained in docs/environment.md. */
export interface Config {
  readonly engine: 'embedded' | 'pgrouting';
  /** Path of the embedded engine's network; null: the sample. */
  readonly network: string | null;
  readonly databaseUrl: string | null;
  readonly databaseAdminUrl: string | null;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly workers: number;
  readonly logLevel: LogLevel;
  readonly limits: {
    readonly maxWaypoints: number;
    readonly maxMatrixCells: number;
    readonly maxContours: number;
    readonly maxContourSeconds: number;
    readonly maxContourMetres: number;
  };
  /** Threads that draw isochrones, of each worker. */
  readonly drawingThreads: number;
  /** Threads for the embedded engine's long searches and large batches, of each worker. */
  readonly searchThreads: number;
  readonly queryTimeoutMs: number;
  readonly queueMax: number;
  readonly batchMax: number;
  readonly poolSize: number;
  readonly edgeStoreMegabytes: number;
  readonly persistedQueries: PersistedQueries;
  /** Path of the manifest of persisted documents; null: none. */
  readonly persistedManifest: string | null;
  readonly introspection: boolean;
  readonly graphiql: boolean;
  readonly corsOrigins: '*' | readonly string[];
  readonly cacheMaxAgeSeconds: number;
  /** How old an answer out of a shared cache may be after the network was swapped, seconds. */
  readonly cacheRevalidateSeconds: number;
  readonly maxQueryTokens: number;
  readonly maxQueryDepth: number;
  readonly maxQueryAliases: number;
  /** In units of src/routing/query-cost.ts. */
  readonly maxQueryCost: number;
  /** From SIGTERM to the end of listening, milliseconds. */
  readonly drainDelayMs: number;
  readonly trustProxy: boolean;
  /** Whether answers tell the SQL that was run for them. */
  readonly explainQueries: boolean;
  /** Whether `/metrics` is served. */
  readonly metrics: boolean;
  /** Where spans are sent, without `/v1/traces`; null: no tracing. */
  readonly otlpEndpoint: string | null;
  /** What the spans name as their service. */
  readonly otelServiceName: string;
}

export type PersistedQueries = 'auto' | 'only' | 'off';

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What a command line may say over the environment. */
export interface ConfigFlags {
  readonly engine?: string;
  readonly network?: string;
  readonly port?: string | number;
}

/** The environment does not make a configuration: every fault is in the message, a line each. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
  /** @param faults variable name → what is wrong with it */
  constructor(readonly faults: Readonly<Record<string, string>>) {
    const lines = Object.entries(faults).map(([variable, fault]) => `  ${variable}: ${fault}`);
    super(`The configuration cannot be used:\n${lines.join('\n')}`);
  }
}

/**
 * Reads the configuration. An empty variable counts as one that is not set.
 * @throws BadConfig naming every bad variable at once
 */
export function readConfig(env: NodeJS.ProcessEnv, flags: ConfigFlags = {}): Config {
  return customCleanEnv(withFlags(env, flags), specification, (clean) => deepFreeze(toConfig(clean)), {reporter});
}

const postgresUrl = makeValidator<string>((input: string) => {
  if (!URL.canParse(input) || !/^postgres(ql)?:$/.test(new URL(input).protocol)) {
    // the value is not repeated: it may hold a password
    throw new EnvError('must be a URL such as postgres://login:password@host:5432/database');
  }
  return input;
});

const httpUrl = makeValidator<string>((input: string) => {
  if (!URL.canParse(input) || !/^https?:$/.test(new URL(input).protocol)) {
    // the value is not repeated: it may hold a token
    throw new EnvError('must be a URL such as http://collector:4318');
  }
  return input;
});

const origins = makeExactValidator<'*' | readonly string[]>((input: string) => {
  if (input.trim() === '*') return '*';
  const list = input.split(/[\s,]+/).filter(Boolean);
  const bad = list.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (bad !== undefined)
    throw new EnvError(`"${bad}" is no origin; say *, or a list such as https://a.example,https://b.example`);
  return list;
});

const specification = {
  ENGINE: oneOf('embedded', 'pgrouting')({default: 'embedded'}),
  NETWORK: str({default: undefined}),
  DATABASE_URL: postgresUrl({
    default: undefined,
    desc: 'is needed by ENGINE=pgrouting: the URL of the read-only login',
    requiredWhen: (env) => env.ENGINE === 'pgrouting',
  }),
  DATABASE_ADMIN_URL: postgresUrl({default: undefined}),
  HOST: str({default: '127.0.0.1'}),
  PORT: integer(0, 65_535)({default: 4000}),
  WORKERS: integer(1, 64)({default: 1}),
  LOG_LEVEL: oneOf(...logLevels)({default: 'info'}),
  MAX_WAYPOINTS: integer(2, 10_000)({default: 25}),
  MAX_MATRIX_CELLS: integer(1, 10_000_000)({default: 10_000}),
  MAX_CONTOURS: integer(1, 100)({default: 8}),
  MAX_CONTOUR_SECONDS: integer(1, 86_400)({default: 7200}),
  MAX_CONTOUR_METRES: integer(1, 5_000_000)({default: 200_000}),
  DRAWING_THREADS: integer(0, 64)({default: 1}),
  SEARCH_THREADS: integer(0, 64)({default: 1}),
  QUERY_TIMEOUT_MS: integer(1, 600_000)({default: 5000}),
  QUEUE_MAX: integer(1, 1_000_000)({default: 1000}),
  BATCH_MAX: integer(1, 1000)({default: 64}),
  POOL_SIZE: integer(1, 100)({default: 3}),
  EDGE_STORE_MB: integer(1, 65_536)({default: 256}),
  PERSISTED_QUERIES: oneOf('auto', 'only', 'off')({default: 'auto'}),
  PERSISTED_MANIFEST: str({
    default: undefined,
    desc: 'is needed by PERSISTED_QUERIES=only: the file that holds every document that may be asked',
    requiredWhen: (env) => env.PERSISTED_QUERIES === 'only',
  }),
  INTROSPECTION: bool({default: true}),
  GRAPHIQL: bool({default: true}),
  CORS_ORIGINS: origins({default: '*'}),
  CACHE_MAX_AGE: integer(0, 31_536_000)({default: 300}),
  CACHE_REVALIDATE: integer(3, 86_400)({default: 10}),
  MAX_QUERY_TOKENS: integer(100, 1_000_000)({default: 10_000}),
  MAX_QUERY_DEPTH: integer(1, 1000)({default: 15}),
  MAX_QUERY_ALIASES: integer(0, 100_000)({default: 200}),
  MAX_QUERY_COST: integer(1, 1_000_000_000)({default: 10_000}),
  DRAIN_DELAY_MS: integer(0, 600_000)({default: 0}),
  TRUST_PROXY: bool({default: false}),
  EXPLAIN_QUERIES: bool({default: false}),
  METRICS: bool({default: true}),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl({default: undefined}),
  OTEL_SERVICE_NAME: str({default: 'roadql'}),
};

/** @throws BadConfig what is asked for, the chosen engine does not have */
function toConfig(env: CleanEnv): Config {
  if (env.EXPLAIN_QUERIES && env.ENGINE === 'embedded') {
    throw new BadConfig({EXPLAIN_QUERIES: 'the embedded engine runs no SQL; it needs ENGINE=pgrouting'});
  }
  return {
    engine: env.ENGINE,
    network: env.NETWORK ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseAdminUrl: env.DATABASE_ADMIN_URL ?? null,
    host: env.HOST,
    port: env.PORT,
    workers: env.WORKERS,
    logLevel: env.LOG_LEVEL,
    limits: {
      maxWaypoints: env.MAX_WAYPOINTS,
      maxMatrixCells: env.MAX_MATRIX_CELLS,
      maxContours: env.MAX_CONTOURS,
      maxContourSeconds: env.MAX_CONTOUR_SECONDS,
      maxContourMetres: env.MAX_CONTOUR_METRES,
    },
    drawingThreads: env.DRAWING_THREADS,
    searchThreads: env.SEARCH_THREADS,
    queryTimeoutMs: env.QUERY_TIMEOUT_MS,
    queueMax: env.QUEUE_MAX,
    batchMax: env.BATCH_MAX,
    poolSize: env.POOL_SIZE,
    edgeStoreMegabytes: env.EDGE_STORE_MB,
    persistedQueries: env.PERSISTED_QUERIES,
    persistedManifest: env.PERSISTED_MANIFEST ?? null,
    introspection: env.INTROSPECTION,
    graphiql: env.GRAPHIQL,
    corsOrigins: env.CORS_ORIGINS,
    // an explanation is of one execution
    cacheMaxAgeSeconds: env.EXPLAIN_QUERIES ? 0 : env.CACHE_MAX_AGE,
    cacheRevalidateSeconds: env.CACHE_REVALIDATE,
    maxQueryTokens: env.MAX_QUERY_TOKENS,
    maxQueryDepth: env.MAX_QUERY_DEPTH,
    maxQueryAliases: env.MAX_QUERY_ALIASES,
    maxQueryCost: env.MAX_QUERY_COST,
    drainDelayMs: env.DRAIN_DELAY_MS,
    trustProxy: env.TRUST_PROXY,
    explainQueries: env.EXPLAIN_QUERIES,
    metrics: env.METRICS,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    otelServiceName: env.OTEL_SERVICE_NAME,
  };
}

type CleanEnv = ReturnType<typeof import('envalid').cleanEnv<typeof specification>>;

function withFlags(env: NodeJS.ProcessEnv, flags: ConfigFlags): Record<string, string> {
  const merged = {
    ...env,
    ...(flags.engine !== undefined && {ENGINE: flags.engine}),
    ...(flags.network !== undefined && {NETWORK: flags.network}),
    ...(flags.port !== undefined && {PORT: String(flags.port)}),
  };
  return Object.fromEntries(Object.entries(merged).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function integer(min: number, max: number) {
  return makeValidator<number>((input: string) => {
    const value = Number(input);
    if (!/^-?\d+$/.test(input.trim()) || value < min || value > max) {
      throw new EnvError(`"${input}" is not a whole number from ${min} to ${max}`);
    }
    return value;
  });
}

function oneOf<T extends string>(...choices: readonly T[]) {
  return makeExactValidator<T>((input: string) => {
    const choice = choices.find((name) => name === input);
    if (choice === undefined) throw new EnvError(`"${input}" is not one of ${choices.join(', ')}`);
    return choice;
  });
}

function reporter({errors}: {errors: Partial<Record<string, Error>>}): void {
  const faults = Object.entries(errors).map(([variable, error]) => [variable, sentence(error)]);
  if (faults.length > 0) throw new BadConfig(Object.fromEntries(faults) as Record<string, string>);
}

function sentence(error: Error | undefined): string {
  if (error instanceof EnvMissingError) return error.message;
  return (error?.message ?? 'is not valid').replace('Invalid bool input: ', 'is neither true nor false: ');
}

function deepFreeze(config: Config): Config {
  Object.freeze(config.limits);
  if (config.corsOrigins !== '*') Object.freeze(config.corsOrigins);
  return Object.freeze(config);
}
