import { type Endpoint, endpointFor } from '../../aws/endpoints.ts';
import { createHttpClient, type HttpClient } from '../../aws/http-client.ts';
import { loadServiceModel } from '../../aws/model-store.ts';
import type { HttpRequest, HttpResponse } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel } from '../../aws/service-model.ts';
import { signRequest } from '../../aws/signing/sign-request.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext } from '../provider.ts';
import { delay } from './abort.ts';
import type { AwsApi, OperationCall, OperationResult } from './aws-api.ts';
import { ServiceFault } from './call-error.ts';
import { type Answer, callWithRetries } from './call-with-retries.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { type CredentialsSource, createCredentialsSource } from './credentials.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { isRepeatable, withIdempotencyTokens } from './repeatable.ts';
import { retryAfterOf } from './retry.ts';

/** How a request gets to AWS and its answer back. */
export type Send = HttpClient['sendRequest'];

export interface AwsApiOptions {
  readonly connections: readonly ConnectionOptions[];
  readonly send?: Send;
  readonly loadModel?: (service: string) => Promise<ServiceModel>;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface ClosableAwsApi extends AwsApi {
  close(): void;
}

interface Account {
  readonly options: ConnectionOptions;
  readonly credentials: CredentialsSource;
}

/** A smaller difference to AWS's clock is not why a signature was refused. */
const smallestSkew = 60_000;

export function createAwsApi({
  connections,
  send: givenSend,
  loadModel = loadServiceModel,
  wait = delay,
  now = Date.now,
}: AwsApiOptions): ClosableAwsApi {
  const client = createHttpClient();
  const send = givenSend ?? client.sendRequest;
  const accounts = new Map<string, Account>(
    connections.map((options) => [options.name, { options, credentials: createCredentialsSource(options, { now }) }]),
  );
  const limiters = new Map<string, Limiter>();
  let clockOffset = 0;

  function limiterOf({ scope, service }: OperationCall): Limiter {
    const key = `${scope.connection} ${scope.region} ${service}`;
    const limiter = limiters.get(key) ?? createLimiter({ wait });
    limiters.set(key, limiter);
    return limiter;
  }

  function accountOf(connection: string): Account {
    const account = accounts.get(connection);
    if (account) return account;
    throw new SkyqlError('UNKNOWN_CONNECTION', `There is no connection ${connection}.`, {
      hint: `There ${accounts.size === 1 ? 'is' : 'are'} ${[...accounts.keys()].join(', ')}.`,
    });
  }

  function correctClock(serverTime: number): boolean {
    const offset = serverTime - now();
    if (Math.abs(offset - clockOffset) < smallestSkew) return false;
    clockOffset = offset;
    return true;
  }

  async function call(operationCall: OperationCall, context: CallContext): Promise<OperationResult> {
    const { service, operation: name, scope: place } = operationCall;
    const account = accountOf(place.connection);
    const model = await loadModel(service);
    const operation = model.operations[name];
    const scope = { connection: place.connection, region: place.region, service, operation: name };
    if (!operation) throw new SkyqlError('UNKNOWN_OPERATION', `${service} has no operation ${name}.`, { scope });
    const input = withIdempotencyTokens(model, operation, operationCall.input);
    const request = encoded(model, name, input, scope);
    const endpoint = endpointFor({
      endpointPrefix: model.metadata.endpointPrefix,
      region: place.region,
      ...(model.metadata.signingName && { signingName: model.metadata.signingName }),
      ...(account.options.endpoint && { override: account.options.endpoint }),
    });
    const attempt = async (): Promise<Answer> => {
      const credentials = await account.credentials.resolve();
      const signed = signedRequest(request, endpoint, credentials, now() + clockOffset);
      const options = context.signal ? { signal: context.signal } : {};
      return decoded(model, name, await send(endpoint.url, signed, options), scope, now());
    };
    return callWithRetries({
      attempt,
      repeatable: isRepeatable(model, operation, input),
      limiter: limiterOf(operationCall),
      endpoint: endpoint.url,
      scope,
      fault: {
        action: `${actionPrefix(endpoint.signingName)}:${name}`,
        ...(account.options.profile && { profile: account.options.profile }),
        isOwnEndpoint: account.options.endpoint !== undefined,
      },
      correctClock,
      renewCredentials: () => {
        account.credentials.forget();
        return account.options.credentials === undefined;
      },
      context,
      wait,
    });
  }

  return { model: loadModel, call, close: () => client.close() };
}

/** Cloud Control's IAM actions are CloudFormation's; those of other services begin as they sign. */
function actionPrefix(signingName: string): string {
  return signingName === 'cloudcontrolapi' ? 'cloudformation' : signingName;
}

function encoded(
  model: ServiceModel,
  operation: string,
  input: OperationCall['input'],
  scope: ErrorScope,
): HttpRequest {
  try {
    return protocolFor(model).encodeRequest(model, operation, input);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const place = error.path === undefined ? '' : `${error.path}: `;
    throw new SkyqlError(
      'INVALID_VALUE',
      `${scope.service}:${operation} cannot take this input. ${place}${error.message}`,
      {
        scope,
        cause: error,
      },
    );
  }
}

function signedRequest(
  request: HttpRequest,
  endpoint: Endpoint,
  credentials: Parameters<typeof signRequest>[0]['credentials'],
  now: number,
): HttpRequest {
  const { host, pathname } = new URL(endpoint.url);
  // The client puts the endpoint's own path before that of the request.
  const asSent = { ...request, path: `${pathname.replace(/\/$/, '')}${request.path}` };
  const headers = signRequest({
    request: asSent,
    host,
    credentials,
    region: endpoint.signingRegion,
    service: endpoint.signingName,
    now,
  });
  return { ...request, headers };
}

function decoded(
  model: ServiceModel,
  operation: string,
  response: HttpResponse,
  scope: ErrorScope,
  now: number,
): Answer {
  const { status, headers } = response;
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'] ?? headers['x-amz-requestid'];
  const named = requestId === undefined ? {} : { requestId };
  const protocol = protocolFor(model);
  try {
    if (status >= 200 && status < 300) {
      return { kind: 'output', status, ...named, output: protocol.decodeResponse(model, operation, response) };
    }
    const error = protocol.decodeError(model, operation, response);
    const serverTime = Date.parse(headers.date ?? '');
    return {
      kind: 'fault',
      status,
      ...named,
      ...(error.requestId !== undefined && { requestId: error.requestId }),
      fault: new ServiceFault(error.code, error.message, status),
      retryAfter: retryAfterOf(headers['retry-after'], now),
      ...(Number.isFinite(serverTime) && { serverTime }),
    };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new SkyqlError('AWS_ERROR', `${scope.service}:${operation} answered what cannot be read: ${error.message}`, {
      scope: { ...scope, ...named },
      cause: error,
    });
  }
}
