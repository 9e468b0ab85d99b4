/**
 * What came over the wire, or was to go over it, does not have the form that the service's model gives it.
 *
 * `code` and the message are what AWS would answer: `SerializationException`, `Start of list found where not expected`.
 */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly code: string;
  /** The member at fault, such as `filters[0].name`; absent where the message as a whole is. */
  readonly path: string | undefined;

  constructor(
    message: string,
    options: { readonly code?: string; readonly path?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code ?? 'SerializationException';
    this.path = options.path === '' ? undefined : options.path;
  }
}
