import {UsageError} from '../exit-code.js';

/**
 * The owner's database URL.
 * @param flag of `--database`; it wins over the environment
 * @throws UsageError there is none
 */
export function adminUrlOf(flag: string | undefined): string {
  const url = flag ?? process.env.DATABASE_ADMIN_URL;
  if (!url) throw new UsageError('No database is named: set DATABASE_ADMIN_URL, or give --database URL.');
  if (!URL.canParse(url)) throw new UsageError('The database URL is none: postgres://login@host:port/database.');
  return url;
}
