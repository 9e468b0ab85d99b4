import type { HttpRequest } from '../aws/protocols/protocol.ts';
import type { WireError } from '../aws/protocols/wire-error.ts';
import type { RequestClaim } from '../aws/signing/request-claim.ts';
import type { SignatureFailure, SignedRequest } from '../aws/signing/verify-request.ts';
import type { ValidationProblem } from '../aws/validate-input.ts';
import type { RequestHead, Upload, UploadReceiver } from './http/upload.ts';
import type { SandboxFault } from './service.ts';

/** What a service does otherwise than its protocol's rule before one of its operations is reached. */
export interface Dialect {
  /** Its own codes and words for errors; the protocol's where it has none. */
  readonly faults?: Partial<FrontDoorFaults>;
  /**
   * Whether a request that nobody signed is certainly this service's; asked before the target, version and path of the
   * request are compared with the models.
   */
  readonly claims?: (request: HttpRequest) => boolean;
  /** What takes in the body of an upload as it comes; undefined for requests whose bodies are read whole. */
  readonly receive?: (head: RequestHead) => UploadReceiver | undefined;
  /** Statuses of answers that the model does not tell, by operation. */
  readonly statuses?: Readonly<Record<string, number>>;
  /** Headers of answers that the model does not tell, by operation. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Who signed a request, where the service takes more than Signature Version 4 of a whole request. */
  readonly verify?: (request: ClaimedRequest) => VerifiedSigner;
}

/** Errors that AWS answers before a service's operation sees the request; no model tells of them. */
export interface FrontDoorFaults {
  /** A signature that is not taken; `message` is what its check says, `unsigned` the headers that had to be signed. */
  authentication(failure: AuthenticationFailure, message: string, unsigned?: readonly string[]): SandboxFault;
  /** The request asks for no operation that the model has; `action` is its name where the request tells one. */
  unknownOperation(action: string | undefined): SandboxFault;
  /** AWS has the operation, the sandbox does not. */
  notImplemented(message: string): SandboxFault;
  bodyTooLarge(): SandboxFault;
  /** The request's bytes do not have the form that the protocol asks for. */
  malformedRequest(error: WireError): SandboxFault;
  /** The model does not allow the input; undefined where the operation itself is to judge. */
  invalidInput(problems: readonly [ValidationProblem, ...ValidationProblem[]]): SandboxFault | undefined;
  throttled(): SandboxFault;
  /** The sandbox itself has failed. */
  internalFailure(): SandboxFault;
}

/** Why a request's signature is not taken. */
export type AuthenticationFailure = SignatureFailure | 'expired-token';

/** A request as it came in, with its claim and the secrets that it may be signed with. */
export interface ClaimedRequest extends SignedRequest {
  readonly body: Uint8Array;
  readonly claim: RequestClaim;
  readonly upload: Upload | undefined;
}

export type VerifiedSigner =
  | { readonly ok: true; readonly accessKeyId: string; readonly sessionToken?: string | undefined }
  | {
      readonly ok: false;
      readonly failure: SignatureFailure;
      readonly message: string;
      readonly unsigned?: readonly string[];
    };
