/** The codes that an answer may carry; `graphql/errors.ts` alone turns them into responses. */
export type RoutingErrorCode =
  | 'BAD_USER_INPUT'
  | 'POINT_NOT_NEAR_NETWORK'
  | 'NO_ROUTE'
  | 'LIMIT_EXCEEDED'
  | 'TIMEOUT'
  | 'OVERLOADED'
  | 'NETWORK_UNAVAILABLE';

/** An error that a client may see as it is: what went wrong, in words that name the culprit. */
export abstract class RoutingError extends Error {
  abstract readonly code: RoutingErrorCode;
  /** What goes into `extensions` beside the code. */
  get details(): Readonly<Record<string, unknown>> {
    return {};
  }
}

/** An argument out of range or of the wrong form. */
export class BadUserInput extends RoutingError {
  readonly code = 'BAD_USER_INPUT';
  /** @param argument path of the argument, such as `waypoints[1].radius` */
  constructor(
    readonly argument: string,
    message: string,
  ) {
    super(message);
  }
  override get details() {
    return {argument: this.argument};
  }
}

/** No road that the profile may use within the radius. */
export class PointNotNearNetwork extends RoutingError {
  readonly code = 'POINT_NOT_NEAR_NETWORK';
  /**
   * @param waypoint        index in its argument
   * @param argument        `waypoints`, `origins` or `destinations`
   * @param distanceMetres  to the nearest road; null where the network has none for the profile
   * @param hint            a further sentence, such as that the coordinates seem swapped
   */
  constructor(
    readonly waypoint: number,
    readonly argument: string,
    readonly distanceMetres: number | null,
    readonly radiusMetres: number,
    hint = '',
  ) {
    super(
      distanceMetres === null
        ? `${argument}[${waypoint}]: the network has no road for this profile.`
        : `${argument}[${waypoint}] has no road within ${radiusMetres} m; the nearest is ${Math.round(distanceMetres)} m away.${hint && ` ${hint}`}`,
    );
  }
  override get details() {
    return {waypoint: this.waypoint, distance: this.distanceMetres, argument: `${this.argument}[${this.waypoint}]`};
  }
}

/** Both ends are on the network, but no way leads from one to the other. */
export class NoRoute extends RoutingError {
  readonly code = 'NO_ROUTE';
  constructor(
    message = 'No way leads from one waypoint to the next.',
    readonly leg: number | null = null,
  ) {
    super(message);
  }
  override get details() {
    return this.leg === null ? {} : {leg: this.leg};
  }
}

/** More was asked than the server allows. */
export class LimitExceeded extends RoutingError {
  readonly code = 'LIMIT_EXCEEDED';
  /** @param limit the environment variable's name in camel case, such as `maxWaypoints` */
  constructor(
    readonly limit: string,
    readonly max: number,
    message: string,
  ) {
    super(message);
  }
  override get details() {
    return {limit: this.limit, max: this.max};
  }
}

/** The search was cut off, in the database too. */
export class Timeout extends RoutingError {
  readonly code = 'TIMEOUT';
  constructor(readonly milliseconds: number) {
    super(`The search took longer than ${milliseconds} ms and was cut off.`);
  }
}

/** The queue is full, or so slow that waiting on is no use. */
export class Overloaded extends RoutingError {
  readonly code = 'OVERLOADED';
  /** @param waiting how many wait already */
  constructor(readonly waiting: number) {
    super('Too many searches wait already; try again shortly.');
  }
}

/** No database, or nothing loaded yet. */
export class NetworkUnavailable extends RoutingError {
  readonly code = 'NETWORK_UNAVAILABLE';
  constructor(message: string, options?: ErrorOptions) {
    super(message);
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
