/** The part of autocannon that the benchmarks use; the package has no types of its own. */
declare module 'autocannon' {
  interface RequestToSend {
    readonly method?: 'GET' | 'POST';
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Called for each request that is sent. Where it is missing, the request is built once. */
    readonly setupRequest?: (request: RequestToSend) => RequestToSend;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Seconds. */
    readonly timeout: number;
    /** Milliseconds between its samples; only then does it see that it was stopped. */
    readonly sampleInt: number;
    readonly requests: readonly RequestToSend[];
    /** Called for each body that came, right after its `response` event; false counts as a mismatch. */
    readonly verifyBody: (body: string) => boolean;
  }

  interface Run extends PromiseLike<unknown> {
    on(
      event: 'response',
      listener: (client: unknown, statusCode: number, bytes: number, milliseconds: number) => void,
    ): this;
    /** A connection that broke, or a request that timed out. */
    on(event: 'reqError', listener: (error: Error) => void): this;
    /** Hangs up at its next sample; what is still being answered counts for nothing. */
    stop(): void;
  }

  export default function autocannon(options: Options): Run;
}
