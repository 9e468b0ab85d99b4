import type { ChunkTrail } from '../../aws/signing/chunk-reader.ts';
import type { Content } from '../kit/content.ts';
import type { SandboxRequest } from './sandbox-request.ts';

/** What a request can be judged by before its body has come. */
export type RequestHead = Omit<SandboxRequest, 'body' | 'bodyTooLarge' | 'upload'>;

/** The body of an upload, as it was taken in while it came. */
export interface Upload {
  /** Without the frames of AWS's own chunks, where it came in such. */
  readonly content: Content;
  /** SHA-256 of the body as it came, in hexadecimal. */
  readonly hash: string;
  /** Of a body in chunks: what each of them says of itself, and the text behind the last. */
  readonly trail?: ChunkTrail;
  /** Why the body is not whole, to be told when the request is answered. */
  readonly fault?: Error;
}

/** Takes in the body of one upload. */
export interface UploadReceiver {
  /** Bytes that the body may have. */
  readonly limit: number;
  add(bytes: Uint8Array): void;
  end(): Upload;
}
