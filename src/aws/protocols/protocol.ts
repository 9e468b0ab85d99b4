import type { ServiceModel, WireStructure } from '../service-model.ts';
import type { WantedMembers } from './wanted-members.ts';

export interface HttpRequest {
  readonly method: string;
  /** Raw: escaped as it stands in the request line, without the query string. */
  readonly path: string;
  /** Names and values, no longer escaped. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An error to be answered. */
export interface ErrorReply {
  /** The error shape's name, or a framework's code such as `ValidationException`. */
  readonly code: string;
  readonly message: string;
  /** The model's status of that error, or else 400, unless given. */
  readonly status?: number;
  /** Further members of a modelled error, besides its message. */
  readonly members?: WireStructure;
  readonly requestId: string;
}

/** An error as it was answered. */
export interface DecodedError {
  readonly code: string;
  /** Empty where the service gave none. */
  readonly message: string;
  readonly status: number;
  readonly requestId?: string;
  readonly members: WireStructure;
}

/**
 * How a service puts its operations on HTTP: both halves, for the client and for the sandbox.
 *
 * What does not fit the model is a WireError. Timestamps are ISO 8601 text with milliseconds on our side, blobs
 * Uint8Array, absent members absent.
 */
export interface Protocol {
  /**
   * An idempotency token that is absent from the input is made up here: encode once and send again to retry.
   * A member that the model does not know is a WireError, so that nothing a user asked for is dropped.
   */
  encodeRequest(model: ServiceModel, operationName: string, input: WireStructure): HttpRequest;
  /** The operation that a request asks for; undefined when the service has none such. */
  matchOperation(model: ServiceModel, request: HttpRequest): string | undefined;
  decodeRequest(model: ServiceModel, operationName: string, request: HttpRequest): WireStructure;
  encodeResponse(model: ServiceModel, operationName: string, output: WireStructure, requestId: string): HttpResponse;
  /** `wanted`: of the rows in the answer what is not among it may be left out. */
  decodeResponse(
    model: ServiceModel,
    operationName: string,
    response: HttpResponse,
    wanted?: WantedMembers,
  ): WireStructure;
  /** Whether an answer tells of a failure, where more than the status says so: S3 fails with status 200 as well. */
  isFailure?(model: ServiceModel, operationName: string, response: HttpResponse): boolean;
  encodeError(model: ServiceModel, operationName: string | undefined, error: ErrorReply): HttpResponse;
  decodeError(model: ServiceModel, operationName: string | undefined, response: HttpResponse): DecodedError;
}
