import {connect} from 'node:net';
import type {ClientBase} from 'pg';

/**
 * Asks the server to cancel what a connection runs, over a connection of its own to the same address (PgBouncer
 * passes it on), as the protocol wants it: https://www.postgresql.org/docs/current/protocol-flow.html (53.2.8).
 * @param patienceMs how long to wait for the server to take it, milliseconds
 * @returns whether the request reached it; whether something was cancelled shows in the statement's own outcome
 */
export function sendCancel(client: ClientBase, patienceMs: number): Promise<boolean> {
  const {host, port, processID, secretKey} = client as ClientBase & ConnectedClient;
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(CANCEL_REQUEST, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);

  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(patienceMs);
    socket.on('connect', () => socket.write(request));
    // the server answers nothing: it closes once it has sent the signal
    socket.resume();
    socket.on('end', () => resolve(true));
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}

const CANCEL_REQUEST = 80877102;

/** What node-postgres knows of a connection, beyond its published types. */
interface ConnectedClient {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}
