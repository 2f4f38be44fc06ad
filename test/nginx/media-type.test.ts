import fc from 'fast-check';
import Negotiator from 'negotiator';
import {ask, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {startUpstream, type Upstream} from './upstream.js';

let upstream: Upstream;
let nginx: Nginx;

beforeAll(async () => {
  upstream = await startUpstream();
  nginx = await startNginx({gateways: [upstream.url]});
});

afterAll(async () => {
  await nginx.stop();
  await upstream.close();
});

const json = 'application/json';
const graphql = 'application/graphql-response+json';

/** What Apollo answers, by the negotiation that it uses itself; undefined: 406. */
function chosenByApollo(accept: string): string | undefined {
  if (accept === '') return json;
  return new Negotiator({headers: {accept}})
    .mediaType([`${json}; charset=utf-8`, `${graphql}; charset=utf-8`, `${json}; callbackSpec=1.0; charset=utf-8`])
    ?.replace('; charset=utf-8', '');
}

/** The media type that Nginx files an answer under; undefined: it leaves it to the gateway and keeps nothing. */
async function filedUnder(accept: string): Promise<string | undefined> {
  const before = upstream.arrivals.length;
  const variables = {run: before, accept: Buffer.from(accept).toString('hex')};
  const headers: Record<string, string> = accept === '' ? {} : {accept};
  const {cache} = await ask(nginx.url + graphqlPath(persisted('accept', variables)), {headers});
  const sent = upstream.arrivals[before].headers.accept;
  if (cache === 'MISS') return sent;
  expect([cache, sent ?? '']).toEqual(['BYPASS', accept]);
  return undefined;
}

test.each([
  ['nothing', '', json],
  ['anything', '*/*', json],
  ['JSON', json, json],
  ['JSON or anything', 'application/json, */*', json],
  ['what axios sends', 'application/json, text/plain, */*', json],
  ['what GraphiQL sends', 'application/json, multipart/mixed', json],
  ['the GraphQL type alone', graphql, graphql],
  ['what Apollo Client sends', `${graphql},application/json;q=0.9`, graphql],
  [
    'what urql sends',
    `${graphql}, application/graphql+json, application/json, text/event-stream, multipart/mixed`,
    graphql,
  ],
  ['what graphql-request sends', `${graphql}, application/json`, graphql],
  ['both with their character set', `${graphql}; charset=utf-8, application/json; charset=utf-8`, graphql],
  ['JSON first', `application/json, ${graphql}`, json],
  [
    'what a browser sends',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    json,
  ],
  ['a type in capitals', 'Application/JSON', json],
])('%s is cached under the type that Apollo would choose', async (_who, accept, type) => {
  expect(chosenByApollo(accept)).toBe(type);
  expect(await filedUnder(accept)).toBe(type);
});

test.each([
  ['neither type', 'text/html'],
  ['a weighing', `${graphql};q=0.5,application/json;q=0.6`],
  ['a type named twice', `${json}, ${graphql}, ${json}`],
  ['one that is refused', `application/json;q=0, ${graphql}`],
  ['anything but at no price', '*/*;q=0'],
  ['callbacks', 'application/json;callbackSpec=1.0'],
  ['another character set', 'application/json;charset=latin1'],
])('a client that asks for %s is answered by a gateway', async (_what, accept) => {
  expect(await filedUnder(accept)).toBeUndefined();
});

const blanks = fc.constantFrom('', ' ');
const type = fc.constantFrom(
  json,
  graphql,
  '*/*',
  'application/*',
  'text/html',
  'text/*',
  'application/jsonp',
  'application/graphql-response',
  'x/application/json',
  'application/vnd.application/json',
  'APPLICATION/JSON',
  'application/Graphql-Response+JSON',
  '*',
  'a*/*',
  '',
);
const parameters = fc.oneof(
  {weight: 6, arbitrary: fc.constant('')},
  {
    weight: 1,
    arbitrary: fc.constantFrom(';q=1', ';q=0.9', ';q=0.1', ';q=0', ';q=0.0', ';charset=utf-8', ';v=b3;q=0.7'),
  },
);
const item = fc.tuple(blanks, type, parameters, blanks).map((parts) => parts.join(''));
const accept = fc
  .array(item, {minLength: 1, maxLength: 5})
  .map((items) => items.join(',').trim())
  .filter((text) => text !== '');

test('whatever a client accepts, what Nginx files its answer under is what Apollo would choose', async () => {
  await fc.assert(
    fc.asyncProperty(accept, async (text) => {
      const filed = await filedUnder(text);
      if (filed !== undefined) expect(filed).toBe(chosenByApollo(text));
    }),
    {numRuns: 1500},
  );
});

test('a client of one media type never gets the other from the cache', async () => {
  const path = graphqlPath(persisted('both'));
  for (const [accept, cache] of [
    [json, 'MISS'],
    [graphql, 'MISS'],
    [json, 'HIT'],
    [graphql, 'HIT'],
    [`${graphql},application/json;q=0.9`, 'HIT'],
  ] as const) {
    const reply = await ask(nginx.url + path, {headers: {accept}});
    expect([reply.cache, reply.headers['content-type']]).toEqual([cache, `${accept.split(',')[0]}; charset=utf-8`]);
  }
});
