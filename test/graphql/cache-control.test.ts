import fc from 'fast-check';
import {cacheControl} from '../../src/graphql/cache-control.js';

/** Directive → its number; null for one without. */
function directives(header: string): Record<string, number | null> {
  return Object.fromEntries(
    header.split(', ').map((directive) => {
      const [name, value] = directive.split('=');
      return [name, value === undefined ? null : Number(value)];
    }),
  );
}

test('by default a browser keeps an answer for 5 minutes and a shared cache asks again within 10 seconds', () => {
  expect(directives(cacheControl({cacheMaxAgeSeconds: 300, cacheRevalidateSeconds: 10}))).toEqual({
    public: null,
    'max-age': 300,
    's-maxage': 4,
    'stale-while-revalidate': 4,
    'stale-if-error': 86_400,
  });
});

test('a shared cache that counts whole seconds never answers from a network swapped longer ago than CACHE_REVALIDATE', () => {
  fc.assert(
    fc.property(fc.integer({min: 3, max: 86_400}), (cacheRevalidateSeconds) => {
      const header = directives(cacheControl({cacheMaxAgeSeconds: 60, cacheRevalidateSeconds}));
      const [fresh, stale] = [header['s-maxage']!, header['stale-while-revalidate']!];
      // Nginx keeps nothing that is fresh for no time
      expect(fresh).toBeGreaterThan(0);
      expect(stale).toBeGreaterThanOrEqual(0);
      const knowledge = 1;
      const rounding = 1;
      expect(fresh + stale + knowledge + rounding).toBe(cacheRevalidateSeconds);
    }),
  );
});

test('CACHE_MAX_AGE=0 keeps nothing anywhere', () => {
  expect(cacheControl({cacheMaxAgeSeconds: 0, cacheRevalidateSeconds: 10})).toBe('no-store');
});
