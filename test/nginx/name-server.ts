import {createSocket} from 'node:dgram';

/** Knows addresses for whatever name it is asked, and says they are good for a second. */
export interface NameServer {
  readonly address: string;
  /** IPv4 addresses; may be changed. */
  addresses: readonly string[];
  close(): Promise<void>;
}

export async function startNameServer(addresses: readonly string[]): Promise<NameServer> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const server: NameServer = {
    address: `127.0.0.1:${socket.address().port}`,
    addresses,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (query, {port, address}) => socket.send(reply(query, server.addresses), port, address));
  return server;
}

/** RFC 1035, 4.1: the header with its counts, the question as it came, an A record each (type 1, class IN, 1 s). */
function reply(query: Buffer, addresses: readonly string[]): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  const endOfName = query.indexOf(0, 12) + 1;
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([header, query.subarray(12, endOfName + 4), ...records]);
}
