import {UsageError} from '../exit-code.js';

/**
 * The owner's database URL.
 * @param flag of `--database`; it wins over the environment
 * @throws UsageError there is none, or it is none
 */
export function adminUrlOf(flag: string | undefined): string {
  return databaseUrl(flag, ['DATABASE_ADMIN_URL']);
}

/** The URL of any login that may read; the owner's where there is a choice. @throws UsageError */
export function readingUrlOf(flag: string | undefined): string {
  return databaseUrl(flag, ['DATABASE_ADMIN_URL', 'DATABASE_URL']);
}

function databaseUrl(flag: string | undefined, variables: readonly string[]): string {
  const named = [['--database', flag], ...variables.map((name) => [name, process.env[name]])];
  const [origin, url] = named.find(([, value]) => value) ?? [];
  if (!url) throw new UsageError(`No database is named: set ${variables.join(' or ')}, or give --database URL.`);
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    // the value is not repeated: it may hold a password
    throw new UsageError(`${origin} must be a URL such as postgres://login:password@host:5432/database.`);
  }
  return url;
}
