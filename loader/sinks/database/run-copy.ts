import {once} from 'node:events';
import type {Socket} from 'node:net';
import type {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';

/**
 * Runs one COPY. Not a pipeline: the stream must not be destroyed where the server has refused the rows already.
 * @param buffers each is done with before the next is asked for
 * @returns rows that the server has taken
 * @throws what the server refuses; the signal's reason
 */
export async function runCopy(
  client: Client,
  text: string,
  buffers: Iterable<Buffer> | AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<number> {
  const copy = client.query(copyFrom(text));
  const socket = (client as Client & {readonly connection: {readonly stream: Socket}}).connection.stream;
  const ended = new Promise<void>((resolve, reject) => copy.on('finish', resolve).on('error', reject));
  const refusals: Error[] = [];
  ended.catch((error: Error) => refusals.push(error));
  for await (const buffer of buffers) {
    // once the server has refused, the stream has no connection left to write to
    if (refusals.length > 0) throw refusals[0];
    if (signal.aborted) {
      // the server answers the end of the stream by an error, and the session is ours again
      copy.destroy(signal.reason as Error);
      await ended.catch(() => {});
      throw signal.reason;
    }
    if (!copy.write(buffer)) await Promise.race([once(copy, 'drain'), ended]);
    // whoever made the buffer writes to it again, so all of it has to be with the kernel first
    if (socket.writableLength > 0) await new Promise<void>((resolve) => socket.write('', () => resolve()));
  }
  copy.end();
  await ended;
  return copy.rowCount;
}
