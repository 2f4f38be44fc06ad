import {Server} from 'node:net';
import {setImmediate, setTimeout as pause} from 'node:timers/promises';
import type {FastifyInstance} from 'fastify';
import {RequestsInFlight} from './requests-in-flight.js';

/** How much longer than its searches a request may take to its last byte, milliseconds. */
const GRACE_MS = 1000;
/** How long nobody may have come before it stops listening, milliseconds. */
const CALM_MS = 20;
/** How short the last turn of the event loop before that has to be, milliseconds. */
const QUIET_MS = 0.5;
/** How long such a moment is waited for, milliseconds. */
const PATIENCE_MS = 1000;

/**
 * The end of a server that loses no request. First it says that it is not ready, and with each answer that the
 * connection is closed, so that proxies and clients turn elsewhere; it accepts and answers as before. Then it stops
 * listening and waits for the requests in flight.
 */
export class Drain {
  private readonly requests: RequestsInFlight;
  private begun = false;

  /** @param queryTimeoutMs after which a search is cut off */
  constructor(
    private readonly server: FastifyInstance,
    private readonly queryTimeoutMs: number,
  ) {
    this.requests = new RequestsInFlight(server);
    // when an answer is sent, not when it is asked for: the requests in flight at the beginning are told too
    server.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.begun) void reply.header('connection', 'close');
      done();
    });
  }

  get hasBegun(): boolean {
    return this.begun;
  }

  /**
   * Resolves once the last connection is closed; one whose request outlives every search's deadline is cut.
   * @param delayMs how long to go on before it stops listening
   */
  async run(delayMs: number): Promise<void> {
    this.begun = true;
    if (delayMs > 0) await pause(delayMs);
    const {server: http} = this.server;
    const cut = setTimeout(() => http.closeAllConnections(), PATIENCE_MS + this.queryTimeoutMs + GRACE_MS);
    try {
      if (http.listening) await this.closeConnections();
      await this.server.close();
    } finally {
      clearTimeout(cut);
    }
  }

  private async closeConnections(): Promise<void> {
    const {server: http} = this.server;
    this.requests.hold();
    await calmMoment(http);
    // HTTP's own `close` would hang up on whoever still reads the end of an answer
    const closed = new Promise<void>((resolve) => Server.prototype.close.call(http, () => resolve()));
    this.requests.release();
    await Promise.race([this.requests.allAnswered(), closed]);
    http.closeIdleConnections();
    await closed;
  }
}

/**
 * Waits for a moment in which nobody stands at the door: who has connected and is not accepted yet is cut off by the
 * system as the server stops listening. The requests that are held meanwhile help: a proxy that counts them turns to
 * gateways that hold fewer, and clients that wait for an answer do not come again. Right after a short turn of the event
 * loop that accepted none, hardly anybody can have come since.
 */
async function calmMoment(server: Server): Promise<void> {
  let lastCame = performance.now();
  const onConnection = () => (lastCame = performance.now());
  server.on('connection', onConnection);
  const end = lastCame + PATIENCE_MS;
  for (let begun = lastCame; begun < end;) {
    await setImmediate();
    const now = performance.now();
    if (now - lastCame >= CALM_MS && now - begun < QUIET_MS) break;
    begun = now;
  }
  server.off('connection', onConnection);
}
