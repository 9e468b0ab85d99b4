import type { ServiceModel } from '../service-model.ts';
import { errorShapeOf, statusOfError } from './error-shapes.ts';
import type { HttpResponse } from './protocol.ts';

/**
 * Services that spoke query before, as SQS and CloudWatch did, tell clients that ask for it the error codes of that time:
 * `AWS.SimpleQueueService.NonExistentQueue` beside `QueueDoesNotExist`. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryModeHeaders({ metadata }: ServiceModel): Readonly<Record<string, string>> {
  return metadata.awsQueryCompatible === undefined ? {} : { 'x-amzn-query-mode': 'true' };
}

/** For the sandbox: the header that tells the earlier code, where the client has asked for it. */
export function queryErrorHeaders(
  model: ServiceModel,
  code: string,
  requestHeaders: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (model.metadata.awsQueryCompatible === undefined || requestHeaders['x-amzn-query-mode'] !== 'true') return {};
  const error = errorShapeOf(model, code);
  const fault = statusOfError(error) >= 500 ? 'Receiver' : 'Sender';
  return { 'x-amzn-query-error': `${error?.shape.error?.code ?? code};${fault}` };
}

/** The earlier code of an error, where its answer tells one. */
export function queryErrorCode({ headers }: HttpResponse): string | undefined {
  const [code, fault, ...rest] = (headers['x-amzn-query-error'] ?? '').split(';');
  return code !== '' && fault !== undefined && rest.length === 0 ? code : undefined;
}
