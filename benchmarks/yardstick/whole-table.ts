import {createServer, type IncomingMessage} from 'node:http';
import {Client} from 'pg';
import {sqlFile} from '../../src/postgres/sql-file.js';
import {profileNames} from '../../src/profiles/profile.js';

/**
 * The yardstick: a route service as they are commonly written. For each request a connection of its own, straight to
 * the server, and one `pgr_dijkstra` over the whole table of the profile. It is spared everything else that the
 * gateway does (snap, geometry, GraphQL), so a ratio to it says too little rather than too much.
 * A GET is answered once no search runs. Environment: PORT, DATABASE_URL, NETWORK_VERSION.
 */
function serveWholeTable(databaseUrl: string, version: string, port: number): void {
  const running = new Set<Promise<unknown>>();
  createServer((request, response) => {
    if (request.method === 'GET') {
      // searches go on when their clients have hung up; whoever measures next wants the database to himself
      void Promise.allSettled(running).then(() => response.end());
      return;
    }
    const answered = answer(request, databaseUrl, version).then(
      (body) => response.setHeader('content-type', 'application/json').end(body),
      (error: Error) => {
        response.statusCode = 500;
        response.end(JSON.stringify({error: error.message}));
      },
    );
    running.add(answered);
    void answered.finally(() => running.delete(answered));
  }).listen(port, '127.0.0.1');
}

interface End {
  readonly edge: number;
  readonly fraction: number;
}

async function answer(request: IncomingMessage, databaseUrl: string, version: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const {from, to} = JSON.parse(Buffer.concat(chunks).toString()) as {from: End; to: End};

  const client = new Client({connectionString: databaseUrl, application_name: 'roadql bench: whole table'});
  await client.connect();
  try {
    const {rows} = await client.query<{arc: number; seconds: number}>(
      sqlFile('benchmarks/yardstick', 'whole-table.sql'),
      [version, profileNames.indexOf('CAR'), from.edge, from.fraction, to.edge, to.fraction],
    );
    if (rows.length === 0) throw new Error('No way leads from one end to the other.');
    return JSON.stringify({seconds: rows[rows.length - 1].seconds, arcs: rows.map(({arc}) => arc)});
  } finally {
    await client.end();
  }
}

const {DATABASE_URL, NETWORK_VERSION, PORT} = process.env;
if (!DATABASE_URL || !NETWORK_VERSION || !PORT) throw new Error('DATABASE_URL, NETWORK_VERSION and PORT are needed.');
serveWholeTable(DATABASE_URL, NETWORK_VERSION, Number(PORT));
