#!/usr/bin/env node
import {runCommandLine} from './command-line.js';

void runCommandLine(process.argv).then((code) => {
  process.exitCode = code;
});
