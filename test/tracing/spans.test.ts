import {openTracing} from '../../src/tracing/tracing.js';
import {ask, engines, routeField, routeQuery, serveSample, tilePath} from '../metrics/served.js';
import {type CollectedSpan, startCollector} from './collector.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const callerSpanId = 'b7ad6b7169203331';
const sampled = {traceparent: `00-${traceId}-${callerSpanId}-01`};

/** Serves the sample, asks, and closes it, which sends what is left. */
async function spansOf(engine: (typeof engines)[number], asking: (url: string) => Promise<void>) {
  const collector = await startCollector();
  const gateway = await serveSample(engine, {OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint});
  await asking(gateway.url);
  await gateway.close();
  collector.close();
  return collector;
}

function named(spans: readonly CollectedSpan[], name: string): CollectedSpan {
  const [span] = spans.filter((candidate) => candidate.name === name);
  if (!span) throw new Error(`No span ${name} among ${spans.map((candidate) => candidate.name).join(', ')}`);
  return span;
}

function attributesOf(span: CollectedSpan): Record<string, unknown> {
  return Object.fromEntries(span.attributes.map(({key, value}) => [key, Object.values(value)[0]]));
}

describe.each(engines)('the spans of a request on the %s engine', (engine) => {
  test('stand below one another, and below the caller’s', async () => {
    const {spans, bodies} = await spansOf(engine, async (url) => {
      await (await ask(url, routeQuery, sampled)).text();
    });
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
    const request = named(spans, 'POST /graphql');
    const operation = named(spans, 'graphql Across');
    const call = named(spans, 'engine paths');
    expect(request.parentSpanId).toBe(callerSpanId);
    expect(operation.parentSpanId).toBe(request.spanId);
    expect(call.parentSpanId).toBe(operation.spanId);
    expect(attributesOf(request)).toMatchObject({'http.route': '/graphql', 'http.response.status_code': 200});
    expect(attributesOf(call)).toMatchObject({'roadql.engine': engine, 'roadql.asks': 1});
    expect(bodies.join('')).toContain('"stringValue":"roadql"');
  });

  test('hold no coordinates', async () => {
    const {bodies} = await spansOf(engine, async (url) => {
      const parameters = new URLSearchParams({query: routeQuery});
      const headers = {...sampled, 'apollo-require-preflight': '1'};
      expect((await fetch(`${url}/graphql?${parameters.toString()}`, {headers})).status).toBe(200);
    });
    expect(bodies.join('')).toContain('GET /graphql');
    expect(bodies.join('')).not.toMatch(/30\.02|44\.98|29\.98|45\.01/);
  });

  test('are not recorded where the caller does not record', async () => {
    const {spans} = await spansOf(engine, async (url) => {
      await (await ask(url, routeQuery, {traceparent: `00-${traceId}-${callerSpanId}-00`})).text();
    });
    expect(spans).toEqual([]);
  });

  test('begin a trace where the caller has none', async () => {
    const {spans} = await spansOf(engine, async (url) => {
      await (await ask(url, routeQuery)).text();
    });
    expect(named(spans, 'POST /graphql').parentSpanId ?? '').toBe('');
  });
});

test('a tile is a request without an operation', async () => {
  const {spans} = await spansOf('embedded', async (url) => {
    expect((await fetch(url + tilePath, {headers: sampled})).status).toBe(200);
  });
  const request = named(spans, 'GET /tiles/:zoom/:x/:file');
  expect(named(spans, 'engine tiles').parentSpanId).toBe(request.spanId);
  expect(spans).toHaveLength(2);
});

test('an SQL call stands below the search that it answers, within its time', async () => {
  const {spans} = await spansOf('pgrouting', async (url) => {
    await (await ask(url, routeQuery, sampled)).text();
  });
  const call = named(spans, 'engine paths');
  const sql = named(spans, 'sql paths');
  expect(sql.parentSpanId).toBe(call.spanId);
  expect(attributesOf(sql)).toMatchObject({'db.system.name': 'postgresql', 'db.operation.batch.size': 1});
  // clocks of whole milliseconds on one side
  const slackNs = 2_000_000n;
  expect(BigInt(sql.startTimeUnixNano) + slackNs).toBeGreaterThan(BigInt(call.startTimeUnixNano));
  expect(BigInt(sql.endTimeUnixNano)).toBeLessThan(BigInt(call.endTimeUnixNano) + slackNs);
});

test('an SQL call that answers several requests is linked to all of them', async () => {
  const {spans} = await spansOf('pgrouting', async (url) => {
    const traced = (i: number) => ({traceparent: `00-${String(i).padStart(32, 'a')}-${callerSpanId}-01`});
    const asks = Array.from({length: 12}, (_, i) => ask(url, `{${routeField(-30.02 - i / 1000)}}`, traced(i)));
    for (const response of await Promise.all(asks)) await response.text();
  });
  const shared = spans.filter(({name, links = []}) => name.startsWith('sql ') && links.length > 0);
  expect(shared.length).toBeGreaterThan(0);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  for (const {name, traceId: own, links = []} of shared) {
    for (const link of links) {
      expect(byId.get(link.spanId)?.name).toBe(name.replace('sql ', 'engine '));
      expect(link.traceId).not.toBe(own);
    }
  }
});

test('a collector that never answers holds up neither requests nor the end', async () => {
  const collector = await startCollector(60_000);
  const gateway = await serveSample('embedded', {OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint});
  expect((await ask(gateway.url, routeQuery, sampled)).status).toBe(200);
  await gateway.close();
  collector.close();
  expect(collector.bodies).toHaveLength(1);
});

test('a collector that is not there is complained about, and nothing fails', async () => {
  const collector = await startCollector();
  collector.close();
  const warnings: string[] = [];
  const onWarning = (warning: string) => warnings.push(warning);
  const tracing = await openTracing({endpoint: collector.endpoint, serviceName: 'roadql', onWarning});
  const request = tracing.begin({method: 'POST', route: '/graphql', hasOperation: true, requestId: 'a', headers: {}});
  request.end({status: 200, operationName: null, errorCodes: []});
  await tracing.close();
  expect(warnings.join()).toMatch(/ECONNREFUSED|not sent/);
});
