/** A request that is refused before GraphQL sees it. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** @param code goes into `extensions.code` */
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
