import type {FastifyInstance} from 'fastify';

/** The requests of a server from their headers to the last byte of their answers. Make it before the routes. */
export class RequestsInFlight {
  private readonly held: (() => void)[] = [];
  private readonly waiting: (() => void)[] = [];
  private count = 0;
  private isHolding = false;

  constructor(server: FastifyInstance) {
    server.addHook('onRequest', (_request, reply, done) => {
      this.count++;
      reply.raw.once('close', () => this.end());
      if (this.isHolding) this.held.push(done);
      else done();
    });
  }

  /** Begins no request from now on: those that come wait, and the process has only its present work to do. */
  hold(): void {
    this.isHolding = true;
  }

  release(): void {
    this.isHolding = false;
    for (const go of this.held.splice(0)) go();
  }

  /** Resolves when none is in flight. */
  allAnswered(): Promise<void> {
    if (this.count === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private end(): void {
    this.count--;
    if (this.count === 0) for (const resolve of this.waiting.splice(0)) resolve();
  }
}
