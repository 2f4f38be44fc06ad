import {request as httpRequest, type IncomingHttpHeaders} from 'node:http';
import {gunzipSync} from 'node:zlib';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Where the answer came from: HIT, MISS, STALE, ... */
  readonly cache: string | undefined;
  /** Unpacked. */
  readonly text: string;
  /** As it came over the wire. */
  readonly bytes: number;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks over a connection of its own, and sends no header but what is named here (`fetch` adds some of its own). */
export function ask(url: string, {method = 'GET', headers = {}, body}: Asked = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {method, headers, agent: false}, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const raw = Buffer.concat(chunks);
        const isPacked = response.headers['content-encoding'] === 'gzip';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          cache: response.headers['x-cache'] as string | undefined,
          text: String(isPacked ? gunzipSync(raw) : raw),
          bytes: raw.length,
        });
      });
    });
    // Nginx may answer a body that is too large, and close, before all of it is sent
    request.on('error', (error: NodeJS.ErrnoException) => error.code !== 'EPIPE' && reject(error));
    request.end(body);
  });
}

/** Asks again and again until the reply is as wanted; jest's own timeout ends what never comes. */
export async function askUntil(url: string, isWanted: (reply: Reply) => boolean, asked: Asked = {}): Promise<Reply> {
  for (;;) {
    const reply = await ask(url, asked);
    if (isWanted(reply)) return reply;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** `/graphql?...` with these arguments, encoded. */
export function graphqlPath(args: Readonly<Record<string, string>>): string {
  return `/graphql?${new URLSearchParams(args).toString()}`;
}

/** The arguments of a persisted query as Apollo's clients send them. */
export function persisted(name: string, variables: object = {}): Record<string, string> {
  const sha256Hash = Buffer.from(name).toString('hex').padEnd(64, '0');
  return {
    extensions: JSON.stringify({persistedQuery: {version: 1, sha256Hash}}),
    variables: JSON.stringify(variables),
    operationName: 'Route',
  };
}
