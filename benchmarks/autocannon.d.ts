/** The part of autocannon that the benchmarks use; the package has no types of its own. */
declare module 'autocannon' {
  interface RequestToBuild {
    body?: string;
  }

  interface Options {
    readonly url: string;
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Seconds. */
    readonly timeout: number;
    readonly requests: readonly {
      /** Called for each request that is sent. */
      readonly setupRequest: (request: RequestToBuild) => RequestToBuild;
    }[];
    /** Called for each body that came; false counts as a mismatch. */
    readonly verifyBody: (body: string) => boolean;
  }

  interface Result {
    /** Seconds that it ran. */
    readonly duration: number;
    /** Connections that broke, and requests that timed out. */
    readonly errors: number;
    readonly mismatches: number;
    readonly non2xx: number;
  }

  interface Run extends PromiseLike<Result> {
    on(
      event: 'response',
      listener: (client: unknown, statusCode: number, bytes: number, milliseconds: number) => void,
    ): this;
  }

  export default function autocannon(options: Options): Run;
}
