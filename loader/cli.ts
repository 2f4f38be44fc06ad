#!/usr/bin/env node
import {runCommandLine} from './command-line.js';

// whoever reads the output may have seen enough, as `head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runCommandLine(process.argv).then((code) => {
  process.exitCode = code;
});
