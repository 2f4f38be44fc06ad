import {requireSource} from './typescript-modules.mjs';

/** `node run-source.mjs FILE.ts ARGUMENT ...`: a program of the sources in a process of its own, without a build. */
process.argv.splice(1, 1);
requireSource(process.argv[1]);
