import type {HttpAnswer} from './question.js';

/** Where the file is, of the server's root. */
export const FILE_PATH = '/answer.json';

/**
 * A configuration of Nginx with a second server: it serves a file of a folder, with the header lines that an answer has
 * which comes from the cache, so that as many bytes go over the wire, and it logs as the first server does.
 * @param template nginx.conf.template
 * @throws Error where a header cannot be written in a configuration
 */
export function withFileServer(template: string, folder: string, port: number, {headers}: HttpAnswer): string {
  const lines = headers
    .filter(([name]) => !ofNginxItself.has(name))
    .map(([name, value]) => `add_header ${name} ${quoted(value)};`);
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? 'application/json';
  const server = `
  server {
    listen 127.0.0.1:${port};
    set $roadql_route file;
    location = ${FILE_PATH} {
      root ${folder};
      types {}
      default_type ${quoted(type)};
      add_header X-Request-Id $roadql_request_id;
      add_header X-Cache HIT;
      ${lines.join('\n      ')}
    }
  }
`;
  const end = template.lastIndexOf('}');
  return template.slice(0, end) + server + template.slice(end);
}

/** What Nginx says of a file by itself, or is told above. */
const ofNginxItself = new Set([
  'accept-ranges',
  'connection',
  'content-length',
  'content-type',
  'date',
  'etag',
  'keep-alive',
  'last-modified',
  'server',
  'transfer-encoding',
  'x-request-id',
]);

function quoted(value: string): string {
  // a $ would name a variable, and there is no way to write one that does not
  if (value.includes('$')) throw new Error(`Nginx cannot be told to send ${value}.`);
  return JSON.stringify(value);
}
