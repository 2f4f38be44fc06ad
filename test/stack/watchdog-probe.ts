import {watchdog} from '../../database/stack/watchdog.js';

/** A process that is there to be killed: its watchdog then makes the file of its first argument. */
watchdog('touch "$1"', [process.argv[2]]);
process.stdout.write('up\n');
setInterval(() => {}, 1_000);
