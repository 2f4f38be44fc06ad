import type {LocalStack} from '../../../database/stack/stack.js';
import {startLocalStack} from '../../../database/stack/start-local.js';
import {roadql} from '../../loader/cli/roadql.js';
import {startMixedLoad, type Heard} from './mixed-load.js';
import {type Service, startService} from './service.js';
import {townFile, tripsInTown} from './town-files.js';

/** How soon everything has to be answered again once the database is back. */
const backWithinMs = 5000;
/** Longer than Nginx takes an answer for good without asking (CACHE_REVALIDATE), and than any search may take. */
const awayMs = 5000;

let stack: LocalStack;
let service: Service;

beforeAll(async () => {
  stack = await startLocalStack();
  await roadql(['load', townFile('town')], {DATABASE_ADMIN_URL: stack.urls.direct});
  service = await startService({ENGINE: 'pgrouting', DATABASE_URL: stack.urls.gateway, CACHE_REVALIDATE: '3'});
}, 60_000);

afterAll(async () => {
  await service?.stop();
  await stack?.stop();
});

const outages = [
  ['PgBouncer', () => stack.stopPgBouncer(), () => stack.startPgBouncer()],
  ['PostgreSQL', () => stack.stopPostgres('immediate'), () => stack.startPostgres()],
] as const;

test.each(outages)(
  'while %s is away what is cached is answered and the rest gets typed errors; soon after it is back nothing fails',
  async (_, down, up) => {
    const load = startMixedLoad(service.nginx.url, {clients: 50, trips: tripsInTown(20), pauseMs: 100});
    await load.more(400);
    const downAt = performance.now();
    await down();
    await pause(awayMs);
    await up();
    const upAt = performance.now();
    await pause(backWithinMs);
    await load.more(200);
    const heard = await load.stop();

    const lat=(k:string,f:(h:Heard)=>boolean)=>{const l=heard.filter(h=>h.kind===k&&f(h)).map(h=>Math.round(h.answeredAt-h.askedAt)).sort((a,b)=>a-b);return [k,l.length,l[l.length>>1],l[Math.floor(l.length*.95)],l.at(-1)].join(' ')};
    const out:string[]=[];
    for(const k of ['repeated GET','new GET','POST','persisted POST']) out.push('before '+lat(k,h=>h.answeredAt<downAt),'away '+lat(k,h=>h.askedAt>downAt&&h.askedAt<upAt),'after '+lat(k,h=>h.askedAt>upAt));
    const c:Record<string,number>={};for(const h of heard){const k=[h.kind,h.askedAt<downAt?'b':h.askedAt<upAt?'away':'after',h.status,h.headers['x-cache'],h.data?'':(h.text.match(/"code":"(\w+)"/)??[])[1]].join(' ');c[k]=(c[k]??0)+1;}
    out.push(JSON.stringify(c,null,1),'last failure after up '+Math.max(...heard.filter(h=>h.data===null).map(h=>h.answeredAt-upAt)));
    require('fs').appendFileSync('/tmp/A-debug.txt',out.join('\n')+'\n');
    const failed = heard.filter(({data}) => data === null);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter(({kind}) => kind === 'repeated GET')).toEqual([]);
    expect(failed.filter((one) => !isTyped(one))).toEqual([]);
    expect(failed.filter(({askedAt, answeredAt}) => answeredAt < downAt || askedAt > upAt + backWithinMs)).toEqual([]);
    const cached = heard.filter(({askedAt, answeredAt}) => askedAt > downAt && answeredAt < upAt);
    expect(new Set(cached.map(({headers}) => headers['x-cache']))).toContain('STALE');
  },
);

/** An error that a client can tell apart, that it is to come again for, and that nobody keeps. */
function isTyped({status, headers, text}: Heard): boolean {
  const {errors = []} = JSON.parse(text) as {errors?: {extensions?: {code?: string}}[]};
  const codes = errors.map(({extensions}) => extensions?.code);
  return (
    [200, 503].includes(status) &&
    headers['content-type'] === 'application/json; charset=utf-8' &&
    headers['cache-control'] === 'no-store' &&
    codes.length > 0 &&
    codes.every((code) => code === 'NETWORK_UNAVAILABLE' || code === 'TIMEOUT' || code === 'OVERLOADED')
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
