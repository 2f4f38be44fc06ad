import {affordableMode, expectedBytes, labelModes} from '../../../loader/sinks/database/label-mode.js';
import {writeToDatabase} from '../../../loader/sinks/database.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {networkStatistics} from '../../../src/graph/network-statistics.js';
import {createDatabase} from '../../stack/database.js';
import {gridNetwork} from './grid-network.js';

let network: RoadNetwork;

beforeAll(async () => {
  network = await gridNetwork(30);
});

test('labels are kept in the quickest way that stays within the budget', () => {
  const {packed, ids, none} = expectedBytes(network.hierarchies);
  const modeFor = (bytes: number) => affordableMode(network.hierarchies, bytes / 2 ** 20);
  expect([packed, packed - 1, ids - 1, none - 1, 0].map(modeFor)).toEqual([
    'packed',
    packed > ids ? 'ids' : 'none',
    'none',
    'none',
    'none',
  ]);
});

test.each(labelModes)('%s labels take about what is expected of them', async (labels) => {
  const database = await createDatabase();
  try {
    await writeToDatabase(network, {adminUrl: database.adminUrl, statistics: networkStatistics(network), labels});
    const [{bytes}] = await database.query<{bytes: string}>(
      `SELECT pg_total_relation_size('label_1') + pg_total_relation_size('climb_1') AS bytes`,
    );
    const expected = expectedBytes(network.hierarchies)[labels];
    expect(Number(bytes)).toBeGreaterThan(0.75 * expected);
    expect(Number(bytes)).toBeLessThan(1.25 * expected);
  } finally {
    await database.drop();
  }
});
