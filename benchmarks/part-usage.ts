import {type ProcessUsage, usageOf} from './process-usage.js';
import type {Server} from './server.js';
import type {Part} from './subject.js';

export type PartUsages = Readonly<Record<Part, ProcessUsage | null>>;

/** What each part of a server used so far, and this process, which makes the load. */
export function processUsages({pids}: Server): PartUsages {
  const {user, system} = process.cpuUsage();
  return {
    gateway: usageOf(pids.gateway),
    database: usageOf(pids.database),
    nginx: usageOf(pids.nginx),
    generator: {cpuSeconds: (user + system) / 1e6, memoryBytes: process.memoryUsage.rss()},
  };
}
