import {escapeLiteral} from 'pg';
import {prepareValue} from 'pg/lib/utils';

/**
 * A parameterised statement as psql takes it from the clipboard. The parameters stay parameters, so that the server
 * plans it as it does for the gateway; EXPLAIN (ANALYZE, BUFFERS) goes before EXECUTE.
 * @param name of the prepared statement, a plain identifier
 */
export function psqlText(name: string, text: string, values: readonly unknown[]): string {
  const literals = values.map(literalOf);
  const given = literals.length === 0 ? '' : ` (${literals.join(', ')})`;
  // a server connection that a pooler hands on must not keep it
  return `PREPARE ${name} AS\n${text.trimEnd().replace(/;$/, '')};\nEXECUTE ${name}${given};\nDEALLOCATE ${name};\n`;
}

/** The text that pg would send for a value, quoted. */
function literalOf(value: unknown): string {
  const sent = prepareValue(value);
  if (sent === null) return 'NULL';
  if (typeof sent !== 'string') throw new TypeError('Only what pg sends as text can be written into a statement.');
  return escapeLiteral(sent);
}
