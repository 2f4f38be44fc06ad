import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';

/** What arrived at the upstream. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer to send; a header that is undefined is left out. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Stands in for a gateway where a test needs answers that a gateway seldom gives. */
export interface Upstream {
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly arrivals: Arrival[];
  /** Called for each request from now on; 'hang up' reads the request and breaks the connection. */
  answer: (arrival: Arrival) => Answer | 'hang up' | Promise<Answer | 'hang up'>;
  /** Connections that are open now, and that were ever opened. */
  connections(): {readonly open: number; readonly ever: number};
  close(): Promise<void>;
  /** Listens again, on the same port. */
  reopen(): Promise<void>;
}

/** Fresh for a second, then served for five more while Nginx asks, and for a day when nobody answers. */
export const keepBriefly = 'public, max-age=300, s-maxage=1, stale-while-revalidate=5, stale-if-error=86400';

/** Fresh for as long as a test takes. */
export const keepLong = 'public, max-age=300, s-maxage=600';

/** A JSON answer as a gateway gives it to a persisted query: the body says what was asked. */
export function answerOf({url, headers}: Arrival, cacheControl: string, version = 'v1'): Answer {
  const type = headers.accept === 'application/graphql-response+json' ? headers.accept : 'application/json';
  const etag = `"${version}"`;
  const common = {etag, 'cache-control': cacheControl, vary: 'accept', 'x-request-id': String(headers['x-request-id'])};
  if (headers['if-none-match']?.includes(etag)) return {status: 304, headers: common};
  return {
    headers: {...common, 'content-type': `${type}; charset=utf-8`},
    body: JSON.stringify({data: {version, asked: url, type}}),
  };
}

/** Starts one, on a free port unless told which; it answers `answerOf(arrival, keepLong)` until told otherwise. */
export async function startUpstream(host = '127.0.0.1', wantedPort = 0): Promise<Upstream> {
  const sockets = new Set<Socket>();
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => void take(request, response));
  let ever = 0;
  server.on('connection', (socket) => {
    ever++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, host, resolve));
  await listen(wantedPort);
  const {port} = server.address() as AddressInfo;

  const upstream: Upstream = {
    url: `http://${host}:${port}`,
    arrivals,
    answer: (arrival) => answerOf(arrival, keepLong),
    connections: () => ({open: sockets.size, ever}),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
    reopen: () => listen(port),
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const arrival = {method: request.method ?? '', url: request.url ?? '', headers: request.headers, body};
    arrivals.push(arrival);
    const answer = await upstream.answer(arrival);
    if (answer === 'hang up') return void request.socket.destroy();
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      if (value !== undefined) response.setHeader(name, value);
    }
    response.statusCode = answer.status ?? 200;
    response.end(answer.body);
  }

  return upstream;
}
