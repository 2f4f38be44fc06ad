import {bestTrip} from './best-paths.js';
import {draw, rider} from './drawn-roads.js';

const destination = {access: 'destination'};
// the short cut bx, xc is for destinations only; the way round by d is long
const town = () =>
  draw({
    map: ['ab  cf', '  x   ', '      ', '  y   ', '  d   '],
    roads: [
      {id: 'ab', nodes: 'ab'},
      {id: 'bd', nodes: 'bd'},
      {id: 'dc', nodes: 'dc'},
      {id: 'cf', nodes: 'cf'},
      {id: 'bx', nodes: 'bx', tags: destination},
      {id: 'xc', nodes: 'xc', tags: destination},
      {id: 'xy', nodes: 'xy', tags: destination},
    ],
    profiles: [rider],
  });

test('a trip does not pass through roads for destinations only', async () => {
  expect(bestTrip(await town(), 'ab', 'cf')!.trip).toBe('ab bd dc cf');
});

test('a trip that ends in such roads runs through them to its end', async () => {
  expect(bestTrip(await town(), 'ab', 'xy')!.trip).toBe('ab bx xy');
  expect(bestTrip(await town(), 'ab', 'xc')!.trip).toBe('ab bx xc');
});

test('a trip that starts in such roads leaves them by either end', async () => {
  expect(bestTrip(await town(), 'xy', 'ab')!.trip).toBe('-xy -bx -ab');
  expect(bestTrip(await town(), 'xy', 'cf')!.trip).toBe('-xy xc cf');
});

test('a trip within such roads stays in them', async () => {
  expect(bestTrip(await town(), 'bx', 'xc')!.trip).toBe('bx xc');
  expect(bestTrip(await town(), 'xy', 'bx')!.trip).toBe('-xy -bx');
});

test('a trip may leave such roads and come back to them at its end', async () => {
  const parted = await draw({
    roads: [
      {id: 'ab', nodes: 'ab', tags: destination},
      {id: 'bc', nodes: 'bc'},
      {id: 'cd', nodes: 'cd', tags: destination},
      {id: 'de', nodes: 'de'},
    ],
    profiles: [rider],
  });
  expect(bestTrip(parted, 'ab', 'cd')!.trip).toBe('ab bc cd');
  expect(bestTrip(parted, 'ab', 'de')).toBeNull();
});

test('such roads belong to the main component that they hang on', async () => {
  const {
    graphs: [graph],
  } = await town();
  expect(Array.from(graph.component)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(graph.islandCount).toBe(0);
});
