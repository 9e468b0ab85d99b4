import type { HttpClient } from '../../aws/http/http-client.ts';
import { loadServiceModel } from '../../aws/model-store.ts';
import type { OperationModel, ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { delay } from '../abort.ts';
import { createLimits, type Limits } from '../limits/limits.ts';
import type { CallContext } from '../provider.ts';
import type { AwsApi, OperationCall, OperationResult } from './aws-api.ts';
import { awsLimits } from './aws-limits.ts';
import { type Answer, callWithRetries } from './call-with-retries.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { type CountedAccounts, createCountedAccounts } from './counted-accounts.ts';
import { type CredentialsSource, createCredentialsSource } from './credentials.ts';
import { despiteOtherStops } from './despite-other-stops.ts';
import { createEndpointDiscovery } from './endpoint-discovery.ts';
import { type EndpointSettings, endpointSettings } from './endpoint-settings.ts';
import { homeRegion } from './home-region.ts';
import { decodedAnswer } from './incoming-answer.ts';
import { isOwnEndpoint } from './is-own-endpoint.ts';
import { encodedRequest, isUnsigned, refuseUnspoken, signedRequest } from './outgoing-request.ts';
import { isRepeatable, withIdempotencyTokens } from './repeatable.ts';
import { requestTarget } from './request-target.ts';
import { withCertificates } from './with-certificates.ts';

/** How a request gets to AWS and its answer back. */
export type Send = HttpClient['sendRequest'];

export interface AwsApiOptions {
  readonly connections: readonly ConnectionOptions[];
  readonly send: Send;
  /** What its calls are held to; AWS's own limits unless given. */
  readonly limits?: Limits;
  /** The accounts that limits count by; they are told apart by their credentials alone unless given. */
  readonly accounts?: CountedAccounts;
  readonly loadModel?: (service: string) => Promise<ServiceModel>;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

interface Account {
  readonly options: ConnectionOptions;
  readonly credentials: CredentialsSource;
  readonly settings: EndpointSettings;
  readonly send: Send;
}

/** A smaller difference to AWS's clock is not why a signature was refused. */
const smallestSkew = 60_000;

export function createAwsApi({
  connections,
  send,
  loadModel = loadServiceModel,
  wait = delay,
  now = Date.now,
  limits = createLimits({ builtIn: { aws: awsLimits }, clock: { wait } }),
  accounts = createCountedAccounts(connections, limits),
}: AwsApiOptions): AwsApi {
  const byName = new Map<string, Account>(
    connections.map((options) => {
      const settings = endpointSettings(options);
      const trusting = withCertificates(send, settings);
      const region = homeRegion(options, undefined);
      const credentials = createCredentialsSource(options, { now, send: trusting, region });
      return [options.name, { options, credentials, settings, send: trusting }];
    }),
  );
  const discovery = createEndpointDiscovery(now);
  /** Where buckets turned out to be, by connection and name. */
  const bucketRegions = new Map<string, string>();
  let clockOffset = 0;

  function accountOf(connection: string): Account {
    const account = byName.get(connection);
    if (account) return account;
    throw new SkyqlError('UNKNOWN_CONNECTION', `There is no connection ${connection}.`, {
      hint: `There ${byName.size === 1 ? 'is' : 'are'} ${[...byName.keys()].join(', ')}.`,
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
    refuseUnspoken(model, operation, scope);
    const input = withIdempotencyTokens(model, operation, operationCall.input);
    const request = encodedRequest(model, operation, name, input, scope);
    const bucketKey = `${place.connection} ${String(input.Bucket)}`;
    const discovered = await discover(model, operation, operationCall, account, context);
    const target = () =>
      requestTarget({
        model,
        operation,
        input,
        request,
        region: (service === 's3' ? bucketRegions.get(bucketKey) : undefined) ?? place.region,
        settings: account.settings,
        ...(discovered !== undefined && { discovered }),
        scope,
      });
    let aim = target();
    const attempt = async (): Promise<Answer> => {
      const { endpoint, request: addressed } = aim;
      const credentials = isUnsigned(operation) ? undefined : await account.credentials.resolve();
      const signed = signedRequest(model, operation, addressed, endpoint, credentials, now() + clockOffset);
      const options = context.signal ? { signal: context.signal } : {};
      const response = await account.send(endpoint.url, signed, options);
      return decodedAnswer(model, name, operationCall.input, response, scope, now());
    };
    const { endpoint, isOverridden } = aim;
    return callWithRetries({
      attempt,
      repeatable: isRepeatable(model, operation, input),
      acquire: (signal, turn) => {
        const { connection, region } = place;
        const counted = { provider: 'aws', account: accounts.of(connection, region), region, service, operation: name };
        const emulated = isOverridden && !isOwnEndpoint(endpoint.url);
        return limits.acquire({ ...counted, unfiltered: isUnfiltered(input), emulated }, signal, turn);
      },
      endpoint: endpoint.url,
      scope,
      fault: {
        action: `${actionPrefix(endpoint.signingName)}:${name}`,
        ...(account.options.profile && { profile: account.options.profile }),
        isOwnEndpoint: isOverridden,
      },
      correctClock,
      time: now,
      renewCredentials: () => {
        account.credentials.forget();
        return account.options.credentials === undefined;
      },
      redirect: (region) => {
        if (region === aim.endpoint.signingRegion) return false;
        bucketRegions.set(bucketKey, region);
        aim = target();
        return true;
      },
      context,
      wait,
    });
  }

  async function discover(
    model: ServiceModel,
    operation: OperationModel,
    { service, scope }: OperationCall,
    account: Account,
    context: CallContext,
  ): Promise<string | undefined> {
    if (operation.endpointdiscovery?.required !== true) return undefined;
    if (account.settings.overrideFor(model.metadata) !== undefined) return undefined;
    const key = `${scope.connection} ${scope.region} ${service}`;
    const ask = async (asking: string) => {
      const { output } = await call({ service, operation: asking, input: {}, scope }, context);
      return output;
    };
    return despiteOtherStops(context, () => discovery.addressOf(key, model, { ...scope, service }, ask));
  }

  return { model: loadModel, call };
}

/** Whether a call takes all that there is: it names nothing and asks for no page. */
function isUnfiltered(input: WireStructure): boolean {
  const isNamed = (value: unknown) => Array.isArray(value);
  return input.MaxResults === undefined && input.NextToken === undefined && !Object.values(input).some(isNamed);
}

/** Cloud Control's IAM actions are CloudFormation's; those of other services begin as they sign. */
function actionPrefix(signingName: string): string {
  return signingName === 'cloudcontrolapi' ? 'cloudformation' : signingName;
}
