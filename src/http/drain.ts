import {Server} from 'node:net';
import {setImmediate, setTimeout as pause} from 'node:timers/promises';
import type {FastifyInstance} from 'fastify';
import {RequestsInFlight} from './requests-in-flight.js';

/** How much longer than its searches a request may take to its last byte, milliseconds. */
const GRACE_MS = 1000;
/** How short a turn of the event loop has to be to count as quiet, milliseconds. */
const QUIET_MS = 0.5;
/** How long a quiet turn is waited for, milliseconds. */
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
    await quietTurn(http);
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
 * system as the server stops listening. A turn of the event loop accepts one connection, if there is one; right after a
 * short turn that accepted none, hardly anybody can have come since.
 */
async function quietTurn(server: Server): Promise<void> {
  let accepted = 0;
  const onConnection = () => accepted++;
  server.on('connection', onConnection);
  const end = performance.now() + PATIENCE_MS;
  for (let begun = performance.now(); begun < end; begun = performance.now()) {
    accepted = 0;
    await setImmediate();
    if (accepted === 0 && performance.now() - begun < QUIET_MS) break;
  }
  server.off('connection', onConnection);
}
