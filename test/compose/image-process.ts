import {spawn, type ChildProcess, spawnSync} from 'node:child_process';
import {serverAccount} from '../../database/stack/account.js';
import {commandOf, pairsOf, image, all} from './dockerfile.js';
import type {ImageTree} from './image-tree.js';

export interface ContainerLike {
  /** Replaces CMD. */
  readonly command?: readonly string[];
  /** Over the image's ENV. */
  readonly env: Readonly<Record<string, string>>;
}

/** A process of the image, as an account that cannot write to it. */
export class ImageProcess {
  private readonly child: ChildProcess;
  private readonly environment: Readonly<Record<string, string>>;
  private said = '';
  readonly ended: Promise<{readonly code: number | null; readonly said: string}>;

  constructor(
    private readonly tree: ImageTree,
    {command = commandOf('CMD'), env}: ContainerLike,
  ) {
    this.environment = {...pairsOf(image, 'ENV'), ...env};
    const [, ...args] = [...commandOf('ENTRYPOINT'), ...command];
    this.child = spawn(process.execPath, args, {...this.options(), stdio: ['ignore', 'pipe', 'pipe']});
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    }
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code) => resolve({code, said: this.said}));
    });
  }

  /** Runs the image's own health check until it passes. @throws Error with its output where it does not in 30 s */
  async healthy(): Promise<void> {
    const [, probe] = /CMD (\[.*\])$/.exec(all(image, 'HEALTHCHECK')[0])!;
    const [, ...args] = JSON.parse(probe) as string[];
    const giveUp = Date.now() + 30_000;
    while (spawnSync(process.execPath, args, {...this.options(), timeout: 10_000}).status !== 0) {
      if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}: ${this.said}`);
      if (Date.now() > giveUp) throw new Error(`It is not healthy: ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** What `docker stop` does. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return (await this.ended).code;
  }

  private options() {
    return {cwd: this.tree.app, env: this.environment, ...serverAccount()};
  }
}
