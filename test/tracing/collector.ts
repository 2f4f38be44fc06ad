import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';

/** A span as OTLP has it in JSON. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly {readonly key: string; readonly value: Readonly<Record<string, unknown>>}[];
  readonly links?: readonly {readonly traceId: string; readonly spanId: string}[];
}

/** A collector of spans on this machine. */
export interface Collector {
  readonly endpoint: string;
  readonly spans: CollectedSpan[];
  /** The bodies as they came. */
  readonly bodies: string[];
  close(): void;
}

interface Export {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {readonly spans: readonly CollectedSpan[]}[];
  }[];
}

/** @param delayMs how long it takes to answer */
export async function startCollector(delayMs = 0): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      if (request.url !== '/v1/traces') return response.writeHead(404).end();
      bodies.push(body);
      const {resourceSpans} = JSON.parse(body) as Export;
      spans.push(...resourceSpans.flatMap(({scopeSpans}) => scopeSpans.flatMap((scope) => scope.spans)));
      setTimeout(() => response.writeHead(200, {'content-type': 'application/json'}).end('{}'), delayMs).unref();
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
