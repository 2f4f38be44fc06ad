import type {Socket} from 'node:net';
import type {FastifyError} from 'fastify';
import {LimitExceeded} from '../routing/errors.js';
import {refusalBody} from './refusal.js';

/** Largest request body, bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Longest request line and headers together, bytes: what bounds the URL of a GET. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** @returns the limit that a body broke, where that is what the error says */
export function bodyLimitOf({code}: FastifyError): LimitExceeded | null {
  if (code !== 'FST_ERR_CTP_BODY_TOO_LARGE') return null;
  const message = `The request body is larger than ${MAX_BODY_BYTES} bytes.`;
  return new LimitExceeded('maxBodyBytes', MAX_BODY_BYTES, message);
}

/** Answers what is no request, on the bare connection: headers that are too long, or no HTTP at all. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const [status, body] = unreadable(error.code);
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  // and not `destroy`: it would take back what the client has not read yet
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

function unreadable(code: string | undefined): [status: string, body: object] {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = `The URL and the headers are longer than ${MAX_HEADER_BYTES} bytes together; POST has room for more.`;
    const limit = new LimitExceeded('maxHeaderBytes', MAX_HEADER_BYTES, message);
    return ['431 Request Header Fields Too Large', refusalBody(limit)];
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return ['408 Request Timeout', badRequest('The request did not come in time.')];
  }
  return ['400 Bad Request', badRequest('This is no HTTP request.')];
}

function badRequest(message: string): object {
  return {errors: [{message, extensions: {code: 'BAD_REQUEST'}}]};
}
