import type {TextMapGetter} from '@opentelemetry/api';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Reads Node's headers for a propagator. */
export const headersGetter: TextMapGetter<Headers> = {
  keys: (headers) => Object.keys(headers),
  get: (headers, name) => headers[name],
};
