import fc from 'fast-check';
import {EdgeStore} from '../../../src/engines/pgrouting/edge-store.js';
import type {EdgeRecord} from '../../../src/routing/engine.js';

function edge(id: number, vertices = 2): EdgeRecord {
  return {
    id,
    source: 0,
    target: 1,
    lengthMetres: 1,
    coordinates: new Float64Array(2 * vertices),
    name: null,
    ref: null,
    roadClass: '',
    features: 0,
    speedKmh: 0,
    sourceId: null,
  };
}

/** Of an edge with two vertices. */
const edgeBytes = 564;

test('an edge is found in the version that it was learned in, and in no other', () => {
  const store = new EdgeStore(10_000);
  store.keep('1', [edge(7)]);
  expect(store.find('1', 7)?.id).toBe(7);
  expect(store.find('2', 7)).toBeUndefined();
  expect(store.find('1', 8)).toBeUndefined();
});

test('an edge that was read stays while others must go', () => {
  const store = new EdgeStore(2 * edgeBytes);
  store.keep('1', [edge(1), edge(2)]);
  store.find('1', 1);
  store.keep('1', [edge(3)]);
  expect([1, 2, 3].filter((id) => store.find('1', id))).toEqual([1, 3]);
});

test('whatever is kept and read, the store never holds more than its budget, and counts what it holds', () => {
  const step = fc.record({
    version: fc.constantFrom('1', '2'),
    id: fc.nat(30),
    vertices: fc.integer({min: 2, max: 50}),
    read: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step), fc.integer({min: 0, max: 8000}), (steps, budget) => {
      const store = new EdgeStore(budget);
      for (const {version, id, vertices, read} of steps) {
        if (read) store.find(version, id);
        else store.keep(version, [edge(id, vertices)]);
        let held = 0;
        for (const name of ['1', '2']) {
          for (let known = 0; known <= 30; known++) {
            // a look at what is held sets the marks of all alike, so the clock still turns
            const found = store.find(name, known);
            if (found) held += edgeBytes + 32 * (found.coordinates.length / 2 - 2);
          }
        }
        expect(store.bytes).toBe(held);
        expect(store.bytes).toBeLessThanOrEqual(budget);
      }
    }),
    {numRuns: 50},
  );
});

test('a version is let go when another has been current for a while, and not if it becomes current again', () => {
  let now = 0;
  const store = new EdgeStore(10_000, 1000, () => now);
  store.see('1');
  store.keep('1', [edge(1)]);
  store.see('2');
  store.keep('2', [edge(2)]);
  now = 500;
  store.see('1');
  now = 1200;
  store.see('1');
  expect(store.find('1', 1)).toBeDefined();
  expect(store.find('2', 2)).toBeDefined();
  now = 1500;
  store.see('1');
  expect(store.find('1', 1)).toBeDefined();
  expect(store.find('2', 2)).toBeUndefined();
  expect(store.bytes).toBe(edgeBytes);
});
