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
  readonly queryTimeoutMs: number;
  readonly queueMax: number;
  readonly batchMax: number;
  readonly poolSize: number;
  readonly edgeStoreMegabytes: number;
  readonly persistedQueries: 'auto' | 'off';
  readonly introspection: boolean;
  readonly graphiql: boolean;
  readonly corsOrigins: '*' | readonly string[];
  readonly cacheMaxAgeSeconds: number;
  readonly maxQueryTokens: number;
  readonly trustProxy: boolean;
}

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

const origins = makeExactValidator<'*' | readonly string[]>((input: string) => {
  if (input.trim() === '*') return '*';
  const list = input.split(/[\s,]+/).filter(Boolean);
  const bad = list.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (bad !== undefined)
    throw new EnvError(`"${bad}" is no origin; say *, or a list such as https://a.example,https://b.example`);
  return list;
});

const persistedQueries = makeValidator<'auto' | 'off'>((input: string) => {
  if (input === 'only') throw new EnvError('"only" is not supported by this version; say auto or off');
  if (input !== 'auto' && input !== 'off') throw new EnvError(`"${input}" is not one of auto, off`);
  return input;
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
  QUERY_TIMEOUT_MS: integer(1, 600_000)({default: 5000}),
  QUEUE_MAX: integer(1, 1_000_000)({default: 1000}),
  BATCH_MAX: integer(1, 1000)({default: 64}),
  POOL_SIZE: integer(1, 100)({default: 3}),
  EDGE_STORE_MB: integer(1, 65_536)({default: 256}),
  PERSISTED_QUERIES: persistedQueries({default: 'auto'}),
  INTROSPECTION: bool({default: true}),
  GRAPHIQL: bool({default: true}),
  CORS_ORIGINS: origins({default: '*'}),
  CACHE_MAX_AGE: integer(0, 31_536_000)({default: 300}),
  MAX_QUERY_TOKENS: integer(100, 1_000_000)({default: 10_000}),
  TRUST_PROXY: bool({default: false}),
};

function toConfig(env: CleanEnv): Config {
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
    queryTimeoutMs: env.QUERY_TIMEOUT_MS,
    queueMax: env.QUEUE_MAX,
    batchMax: env.BATCH_MAX,
    poolSize: env.POOL_SIZE,
    edgeStoreMegabytes: env.EDGE_STORE_MB,
    persistedQueries: env.PERSISTED_QUERIES,
    introspection: env.INTROSPECTION,
    graphiql: env.GRAPHIQL,
    corsOrigins: env.CORS_ORIGINS,
    cacheMaxAgeSeconds: env.CACHE_MAX_AGE,
    maxQueryTokens: env.MAX_QUERY_TOKENS,
    trustProxy: env.TRUST_PROXY,
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
