import {randomUUID} from 'node:crypto';
import {Agent, type IncomingHttpHeaders, type IncomingMessage, request} from 'node:http';
import type {WaypointAsk} from '../../../src/routing/snap-rule.js';
import {type Trip, tripDocument, tripHash, tripPath} from './trip-document.js';

/** Persisted GETs of URLs that are asked again and again, and of others that never are; POSTs by text and by hash. */
const kinds = ['repeated GET', 'new GET', 'POST', 'persisted POST'] as const;

/** What one request came to. */
export interface Heard {
  readonly kind: (typeof kinds)[number];
  /** Which of the trips was asked for. */
  readonly trip: number;
  readonly requestId: string;
  /** Milliseconds, by `performance.now()`. */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** 0: the connection broke. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Null unless the answer is a whole one: 200, with data and without errors. */
  readonly data: Trip | null;
}

export interface MixedLoad {
  readonly heard: readonly Heard[];
  /** Waits until so many more requests have ended; what is never answered, jest's own timeout ends. */
  more(count: number): Promise<void>;
  /** Lets each client hear its last answer. */
  stop(): Promise<readonly Heard[]>;
}

export interface LoadOptions {
  readonly clients: number;
  readonly trips: readonly (readonly WaypointAsk[])[];
  /** Between an answer and the next request of a client, milliseconds. */
  readonly pauseMs?: number;
}

/** Clients that ask one request after another, each over a connection that it keeps; nothing is asked twice. */
export function startMixedLoad(url: string, {clients, trips, pauseMs = 0}: LoadOptions): MixedLoad {
  const run = randomUUID();
  const heard: Heard[] = [];
  let isAsking = true;
  let turn = 0;
  const client = async () => {
    const agent = new Agent({keepAlive: true, maxSockets: 1});
    while (isAsking) {
      const number = turn++;
      const [kind, trip] = [kinds[number % kinds.length], Math.floor(number / kinds.length) % trips.length];
      heard.push({kind, trip, ...(await ask(agent, url, kind, trips[trip], number, `${run}-${number}`))});
      if (pauseMs > 0) await pause(pauseMs);
    }
    agent.destroy();
  };
  const asking = Promise.all(Array.from({length: clients}, client));
  return {
    heard,
    async more(count) {
      const enough = heard.length + count;
      while (heard.length < enough) await pause(10);
    },
    async stop() {
      isAsking = false;
      await asking;
      return heard;
    },
  };
}

async function ask(
  agent: Agent,
  url: string,
  kind: Heard['kind'],
  waypoints: readonly WaypointAsk[],
  turn: number,
  requestId: string,
): Promise<Omit<Heard, 'kind' | 'trip'>> {
  const isPost = kind.endsWith('POST');
  const path = isPost ? '/graphql' : tripPath(waypoints, kind === 'new GET' ? turn : undefined);
  const asked =
    kind === 'POST'
      ? {query: tripDocument}
      : {operationName: 'Trip', extensions: {persistedQuery: {version: 1, sha256Hash: tripHash}}};
  const body = isPost ? JSON.stringify({...asked, variables: {waypoints}}) : undefined;
  const headers = {'x-request-id': requestId, ...(isPost && {'content-type': 'application/json'})};
  const askedAt = performance.now();
  const {status, headers: answered, text} = await send(agent, url + path, headers, body);
  const answeredAt = performance.now();
  return {requestId, askedAt, answeredAt, status, headers: answered, text, data: status === 200 ? wholeOf(text) : null};
}

function send(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<Pick<Heard, 'status' | 'headers' | 'text'>> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({status: 0, headers: {}, text: String(error)});
    const sent = request(url, {agent, headers, method: body === undefined ? 'GET' : 'POST'}, (response) => {
      const {statusCode: status = 0} = response;
      readText(response).then((text) => resolve({status, headers: response.headers, text}), fail);
    });
    sent.on('error', fail).end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += String(part);
  return text;
}

function wholeOf(text: string): Trip | null {
  const {data, errors} = JSON.parse(text) as {data?: Trip; errors?: unknown};
  return data && errors === undefined ? data : null;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
