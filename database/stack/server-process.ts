import {spawn, type ChildProcess} from 'node:child_process';
import {closeSync, openSync, readFileSync} from 'node:fs';
import type {Account} from './account.js';

/** A server that we started, in the foreground, its output in a file. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private ended: Promise<void> = Promise.resolve();

  /** @param name for messages  @param logPath where its output goes */
  constructor(
    private readonly name: string,
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly options: Account & {readonly cwd: string},
    private readonly logPath: string,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Starts it and waits until it answers.
   * @param answers whether it does, asked again and again
   * @throws Error with the end of its output where it ends instead, or does not answer within 30 s
   */
  async start(answers: () => Promise<boolean>): Promise<void> {
    const output = openSync(this.logPath, 'a');
    // a group of its own: Ctrl-C in a terminal reaches us, and we end it in order
    const child = spawn(this.program, this.args, {
      ...this.options,
      detached: true,
      stdio: ['ignore', output, output],
      env: {PATH: process.env.PATH, HOME: this.options.cwd, LC_ALL: 'C', TZ: 'UTC'},
    });
    closeSync(output);
    this.child = child;
    this.ended = new Promise((resolve) => {
      const onEnd = () => {
        this.child = null;
        resolve();
      };
      child.on('exit', onEnd).on('error', onEnd);
    });
    // the stack's owner decides when to end, not this process
    child.unref();
    const giveUp = Date.now() + 30_000;
    while (!(await answers())) {
      if (!this.child) throw new Error(`${this.name} ended at its start: ${this.lastOutput()}`);
      if (Date.now() > giveUp) throw new Error(`${this.name} does not answer: ${this.lastOutput()}`);
      await pause(30);
    }
  }

  /** Sends a signal and waits for the end; kills it where it has not ended after 10 s. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child) return;
    child.ref();
    child.kill(signal);
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(kill);
  }

  private lastOutput(): string {
    return readFileSync(this.logPath, 'utf8').trim().split('\n').slice(-5).join(' | ');
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
