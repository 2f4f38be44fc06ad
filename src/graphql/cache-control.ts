/** How long answers that depend on the network alone may be kept. */
export interface CacheSettings {
  /** By browsers, seconds; 0: nobody keeps anything. */
  readonly cacheMaxAgeSeconds: number;
  /** By shared caches: how old an answer may be after a swap of the network, seconds; 3 or more. */
  readonly cacheRevalidateSeconds: number;
}

/** A day: how long a shared cache may answer for gateways that do not. */
const STALE_IF_ERROR_SECONDS = 86_400;

/** The gateway's own knowledge of the network version is at most this old, see known-version.ts. */
const KNOWLEDGE_SECONDS = 1;

/** Caches count whole seconds (Nginx does): what is to live for n seconds may live for one more. */
const ROUNDING_SECONDS = 1;

/**
 * The Cache-Control of an answer that depends on the network alone. A shared cache holds it fresh for the first half of
 * the time that CACHE_REVALIDATE leaves and asks again in the second, while the old answer is still served: so an
 * answer that is asked all the time never waits, and one of the old network is gone CACHE_REVALIDATE seconds after a
 * swap. What fails keeps being answered from the cache for a day.
 */
export function cacheControl({cacheMaxAgeSeconds, cacheRevalidateSeconds}: CacheSettings): string {
  if (cacheMaxAgeSeconds === 0) return 'no-store';
  const seconds = cacheRevalidateSeconds - KNOWLEDGE_SECONDS - ROUNDING_SECONDS;
  const fresh = Math.ceil(seconds / 2);
  return [
    'public',
    `max-age=${cacheMaxAgeSeconds}`,
    `s-maxage=${fresh}`,
    `stale-while-revalidate=${seconds - fresh}`,
    `stale-if-error=${STALE_IF_ERROR_SECONDS}`,
  ].join(', ');
}
