import {createServer, type AddressInfo} from 'node:net';

/** A port of the loopback interface that nobody listens on; somebody else may still be quicker to take it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
