/** What pg does to a parameter before it sends it, which @types/pg leaves out. */
declare module 'pg/lib/utils' {
  /** @returns null; bytes as they are; anything else as PostgreSQL's text, arrays as array literals */
  export function prepareValue(value: unknown): string | Buffer | null;
}
