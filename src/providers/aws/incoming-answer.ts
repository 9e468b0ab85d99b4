import type { HttpResponse } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import { ServiceFault } from './call-error.ts';
import type { Answer } from './call-with-retries.ts';
import { customizationOf } from './customizations/customization-of.ts';
import { retryAfterOf } from './retry.ts';

/** What an answer says. Throws `AWS_ERROR` when it is not what the model says. */
export function decodedAnswer(
  model: ServiceModel,
  operation: string,
  input: WireStructure,
  response: HttpResponse,
  scope: ErrorScope,
  now: number,
): Answer {
  const { status, headers } = response;
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'] ?? headers['x-amz-requestid'];
  const named = { bytes: response.body.length, ...(requestId !== undefined && { requestId }) };
  const protocol = protocolFor(model);
  try {
    if (!(protocol.isFailure?.(model, operation, response) ?? !(status >= 200 && status < 300))) {
      const plain = protocol.decodeResponse(model, operation, response);
      const output = customizationOf(model.service).output?.(operation, plain, input) ?? plain;
      return { kind: 'output', status, ...named, output };
    }
    const error = protocol.decodeError(model, operation, response);
    const serverTime = Date.parse(headers.date ?? '');
    const bucketRegion = model.service === 's3' ? bucketRegionOf(response) : undefined;
    return {
      kind: 'fault',
      status: error.status,
      ...named,
      ...(error.requestId !== undefined && { requestId: error.requestId }),
      fault: new ServiceFault(error.code, error.message, error.status),
      retryAfter: retryAfterOf(headers['retry-after'], now),
      ...(Number.isFinite(serverTime) && { serverTime }),
      ...(bucketRegion !== undefined && { bucketRegion }),
    };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new SkyqlError('AWS_ERROR', `${scope.service}:${operation} answered what cannot be read: ${error.message}`, {
      scope: { ...scope, requestId },
      cause: error,
    });
  }
}

/** Where S3 says that the bucket of a refused request is. */
function bucketRegionOf({ headers, body }: HttpResponse): string | undefined {
  const told = headers['x-amz-bucket-region'];
  return told ?? /<Region>([a-z0-9-]+)<\/Region>/.exec(Buffer.from(body).toString('latin1'))?.[1];
}
