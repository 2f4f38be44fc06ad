import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {childrenNamed, usageOf} from '../../benchmarks/process-usage.js';

(existsSync('/proc/self/stat') ? describe : describe.skip)('what processes used (needs /proc)', () => {
  test('the CPU of what a process started counts as its own, also when that has ended', async () => {
    // works, then says so and waits
    const shell = spawn('/bin/sh', [
      '-c',
      '/bin/sh -c "i=0; while [ \\$i -lt 300000 ]; do i=\\$((i+1)); done"; echo; read x',
    ]);
    await once(shell.stdout, 'data');
    const usage = usageOf([shell.pid!])!;
    shell.stdin.end();
    await once(shell, 'exit');
    expect(usage.cpuSeconds).toBeGreaterThan(0.05);
    expect(usage.memoryBytes).toBeGreaterThan(50_000);
  });

  test('a child is found by its name, and nothing is known of a process that is not there', async () => {
    const sleeper = spawn('sleep', ['60']);
    await once(sleeper, 'spawn');
    expect(childrenNamed(process.pid, 'sleep')).toContain(sleeper.pid);
    expect(childrenNamed(1, 'sleep')).not.toContain(sleeper.pid);
    sleeper.kill();
    await once(sleeper, 'exit');
    expect(usageOf([sleeper.pid!])).toBeNull();
    expect(usageOf([])).toBeNull();
  });
});
