import cluster from 'node:cluster';
import {requireSource} from './typescript-modules.mjs';

/** `node run-source.mjs FILE.ts ARGUMENT ...`: a program of the sources in a process of its own, without a build. */
// a worker runs as its watcher does
if (cluster.isPrimary) cluster.setupPrimary({exec: process.argv[1], args: process.argv.slice(2)});
process.argv.splice(1, 1);
requireSource(process.argv[1]);
