import { decodeAnswer } from '../../aws/protocols/decode-answer.ts';
import type { DecodedError, HttpResponse } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel } from '../../aws/service-model.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import type { OperationCall } from './aws-api.ts';
import { ServiceFault } from './call-error.ts';
import type { Answer } from './call-with-retries.ts';
import { customizationOf } from './customizations/customization-of.ts';
import { retryAfterOf } from './retry.ts';

/** What an answer says; `unreadable` when that is not what the operation answers. */
export function decodedAnswer(
  model: ServiceModel,
  { operation, input, wanted }: Pick<OperationCall, 'operation' | 'input' | 'wanted'>,
  response: HttpResponse,
  scope: ErrorScope,
  now: number,
): Answer {
  const { status, headers } = response;
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'] ?? headers['x-amz-requestid'];
  const bytes = response.body.length;
  const named = requestId === undefined ? { bytes } : { bytes, requestId };
  const protocol = protocolFor(model);
  try {
    if (!(protocol.isFailure?.(model, operation, response) ?? !(status >= 200 && status < 300))) {
      const plain = decodeAnswer(model, operation, response, wanted);
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
      ...(isForeign(error) && { isForeign: true }),
    };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { kind: 'unreadable', status, ...named, error: unreadable(error, response, { ...scope, requestId }) };
  }
}

function unreadable(cause: WireError, { status, headers, body }: HttpResponse, scope: ErrorScope): SkyqlError {
  const { service, operation, region } = scope;
  const where = region === undefined || region === '' ? '' : ` in ${region}`;
  const type = headers['content-type']?.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 100) ?? 'of no type';
  const at = cause.path === undefined ? '' : ` at ${cause.path}`;
  const came = `status ${status}, ${body.length} bytes, ${type}`;
  return new SkyqlError(
    'UNREADABLE_ANSWER',
    `${service}:${operation}${where} was answered with what is no answer to it (${came}). ${cause.message}${at}.`,
    {
      hint: 'Something between here and AWS may have answered or cut it off: a captive portal, a proxy (HTTPS_PROXY), or what stands at --endpoint-url.',
      scope,
      retryable: true,
      cause,
    },
  );
}

/** What AWS refuses has a code, and an id. Whoever stands between knows neither, and may have passed the request on before. */
function isForeign({ code, requestId, status }: DecodedError): boolean {
  if (/^\d{3}$/.test(code)) return true;
  // Others answer so too when they have too much to do, some with codes like AWS's.
  return requestId === undefined && (status === 429 || status >= 500);
}

/** Where S3 says that the bucket of a refused request is. */
function bucketRegionOf({ headers, body }: HttpResponse): string | undefined {
  const told = headers['x-amz-bucket-region'];
  return told ?? /<Region>([a-z0-9-]+)<\/Region>/.exec(Buffer.from(body).toString('latin1'))?.[1];
}
