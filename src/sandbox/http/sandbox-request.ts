import type { Upload } from './upload.ts';

/** An HTTP request as it came in: path and query still encoded, header names in lower case. */
export interface SandboxRequest {
  readonly method: string;
  readonly rawPath: string;
  /** Without its question mark. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body was longer than the sandbox takes and has been dropped. */
  readonly bodyTooLarge?: boolean;
  /** The body of an upload, which a service has taken in as it came; `body` is empty then. */
  readonly upload?: Upload;
}

export interface SandboxResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Given instead of a body that is too large to be made whole. */
  readonly chunks?: Iterable<Uint8Array>;
  /** A fault: close the connection without an answer. */
  readonly cut?: boolean;
}
