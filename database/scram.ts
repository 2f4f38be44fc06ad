import {createHash, createHmac, pbkdf2Sync, randomBytes} from 'node:crypto';

/**
 * A password as PostgreSQL and PgBouncer keep it (RFC 5803): it lets either check a login, and PgBouncer log in on a
 * client's behalf where the server holds the very same secret, but it is not the password. ASCII passwords only:
 * SASLprep leaves those as they are.
 * @throws Error on a password that is empty or not printable ASCII
 */
export function scramSecret(password: string, salt = randomBytes(16), iterations = 4096): string {
  if (!/^[\x21-\x7e]+$/.test(password)) throw new Error('A password must be printable ASCII without spaces.');
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

/** PgBouncer's auth_file: one line a login. */
export function userlist(secrets: ReadonlyMap<string, string>): string {
  return [...secrets].map(([login, secret]) => `"${login}" "${secret}"\n`).join('');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
