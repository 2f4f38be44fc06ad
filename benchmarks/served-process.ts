import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import type {Account} from '../database/stack/account.js';

export interface ServedProcessOptions {
  /** Default: Node, whose arguments are a script and the script's own. */
  readonly program?: string;
  readonly args: readonly string[];
  /** Default: as we are. */
  readonly account?: Account;
  readonly env: NodeJS.ProcessEnv;
  /** What ends it at once, and all that it started, should we end before our time. Default: SIGKILL. */
  readonly lastSignal?: NodeJS.Signals;
  /** Answers 200 once the process is ready. */
  readonly readyUrl: string;
}

/** A server in a process of its own, so that the load generator's work is not counted as the server's. */
export class ServedProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly said: () => string,
  ) {}

  /** @throws Error with what the process said, where it ends or does not get ready */
  static async start(options: ServedProcessOptions): Promise<ServedProcess> {
    const {program = process.execPath, args, account, env, lastSignal = 'SIGKILL', readyUrl} = options;
    const child = spawn(program, args, {...account, env, stdio: ['ignore', 'pipe', 'pipe']});
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (text = (text + String(chunk)).slice(-4000)));
    }
    const served = new ServedProcess(child, () => text);
    const onExit = () => child.kill(lastSignal);
    process.once('exit', onExit);
    child.once('exit', () => process.off('exit', onExit));
    try {
      await served.untilReady(readyUrl);
    } catch (error) {
      await served.stop();
      throw error;
    }
    return served;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.child.spawnargs.join(' ')} could not be started.`);
    return this.child.pid;
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await Promise.race([ended, pause(5_000, undefined, {ref: false})]);
    if (this.hasEnded()) return;
    this.child.kill('SIGKILL');
    await ended;
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async untilReady(url: string): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      if (this.hasEnded()) throw new Error(`${this.child.spawnargs.join(' ')} ended:\n${this.said()}`);
      if (await answers(url)) return;
      await pause(100);
    }
    throw new Error(
      `${this.child.spawnargs.join(' ')} was not ready within ${READY_WITHIN_MS / 1000} s:\n${this.said()}`,
    );
  }
}

/** A source file of a city that was never opened before is built first. */
const READY_WITHIN_MS = 300_000;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
