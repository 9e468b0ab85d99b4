import type { HttpClient } from '../../aws/http/http-client.ts';
import { loadServiceModel } from '../../aws/model-store.ts';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { once } from '../../data/once.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { delay } from '../abort.ts';
import { despiteOtherStops } from '../despite-other-stops.ts';
import { createLimits, type Limits } from '../limits/limits.ts';
import type { CallContext } from '../provider.ts';
import type { AwsApi, OperationCall, OperationResult } from './aws-api.ts';
import { awsLimits } from './aws-limits.ts';
import { type Answer, callWithRetries } from './call-with-retries.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { ConnectionOptions, Credentials } from './connection-options.ts';
import { type CountedAccounts, createCountedAccounts } from './counted-accounts.ts';
import type { ChainOptions } from './credential-chain.ts';
import { createCredentialsSource } from './credentials.ts';
import { createEndpointDiscovery } from './endpoint-discovery.ts';
import { type EndpointSettings, endpointSettings } from './endpoint-settings.ts';
import { homeRegion } from './home-region.ts';
import { decodedAnswer } from './incoming-answer.ts';
import { isOwnEndpoint } from './is-own-endpoint.ts';
import type { CredentialsSource } from './keep-credentials.ts';
import { encodedRequest, isUnsigned, refuseUnspoken, signedRequest } from './outgoing-request.ts';
import { idempotencyTokenOf, isReading, withIdempotencyTokens } from './repeatable.ts';
import { requestTarget } from './request-target.ts';
import { attemptsOf } from './retry-settings.ts';
import { createRoleCredentials } from './role-credentials.ts';
import { withCertificates } from './with-certificates.ts';

/** How a request gets to AWS and its answer back. */
export type Send = HttpClient['sendRequest'];

export interface AwsApiOptions {
  readonly connections: ConnectionBook;
  readonly send: Send;
  /** What its calls are held to; AWS's own limits unless given. */
  readonly limits?: Limits;
  /** The accounts that limits count by; they are told apart by their credentials alone unless given. */
  readonly accounts?: CountedAccounts;
  readonly loadModel?: (service: string) => Promise<ServiceModel>;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Asks for the code that a device shows. */
  readonly mfaCode?: ChainOptions['mfaCode'];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

interface Account {
  readonly options: ConnectionOptions;
  readonly credentials: CredentialsSource;
  readonly settings: EndpointSettings;
  readonly send: Send;
  /** How many times a call is made at most. */
  readonly attempts: () => number;
}

/** A smaller difference to AWS's clock is not why a signature was refused. */
const smallestSkew = 60_000;

export function createAwsApi({
  connections,
  send,
  loadModel = loadServiceModel,
  wait = delay,
  now = Date.now,
  mfaCode,
  limits = createLimits({ builtIn: { aws: awsLimits }, clock: { wait } }),
  accounts = createCountedAccounts(connections, limits),
}: AwsApiOptions): AwsApi {
  const opened = new WeakMap<ConnectionOptions, Account>();
  /** The credentials that roles are assumed with, shared by all roles of one profile. */
  const sources = new Map<string, CredentialsSource>();
  const discovery = createEndpointDiscovery(now);
  /** Where buckets turned out to be, by connection and name. */
  const bucketRegions = new Map<string, string>();
  let clockOffset = 0;

  function accountOf(connection: string): Account {
    const options = connections.find(connection);
    if (options === undefined) {
      const names = [...connections].map(({ name }) => name);
      throw new SkyqlError('UNKNOWN_CONNECTION', `There is no connection ${connection}.`, {
        hint: `There ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`,
      });
    }
    const account = opened.get(options) ?? open(options);
    opened.set(options, account);
    return account;
  }

  function open(options: ConnectionOptions): Account {
    const settings = endpointSettings(options);
    const trusting = withCertificates(send, settings);
    const attempts = once(() => attemptsOf(options.profile));
    const sourceOptions = { now, send: trusting, region: homeRegion(options, undefined), mfaCode };
    const { role, ...base } = options;
    if (role === undefined)
      return {
        options,
        credentials: createCredentialsSource(options, sourceOptions),
        settings,
        send: trusting,
        attempts,
      };
    const key = JSON.stringify([options.profile, options.credentials?.accessKeyId]);
    const source = sources.get(key) ?? createCredentialsSource(options, sourceOptions);
    sources.set(key, source);
    const assume = async (input: WireStructure, context: CallContext): Promise<WireStructure> => {
      const scope = { connection: options.name, region: homeRegion(options, context.regions) };
      const assuming = { service: 'sts', operation: 'AssumeRole', input, scope, changes: false };
      const account = { options: base, credentials: source, settings, send: trusting, attempts };
      return (await call(assuming, context, account)).output;
    };
    const credentials = createRoleCredentials({ connection: options.name, role, assume, now });
    return { options, credentials, settings, send: trusting, attempts };
  }

  function correctClock(serverTime: number): boolean {
    const offset = serverTime - now();
    if (Math.abs(offset - clockOffset) < smallestSkew) return false;
    clockOffset = offset;
    return true;
  }

  async function call(
    operationCall: OperationCall,
    context: CallContext,
    account: Account = accountOf(operationCall.scope.connection),
  ): Promise<OperationResult> {
    const { service, operation: name, scope: place } = operationCall;
    const model = await loadModel(service);
    const operation = model.operations[name];
    const scope = { connection: place.connection, region: place.region, service, operation: name };
    if (!operation) throw new SkyqlError('UNKNOWN_OPERATION', `${service} has no operation ${name}.`, { scope });
    refuseUnspoken(model, operation, scope);
    const input = withIdempotencyTokens(model, operation, operationCall.input);
    const request = encodedRequest(model, operation, name, input, scope);
    const bucketKey = `${place.connection} ${String(input.Bucket)}`;
    const reads = !(operationCall.changes ?? !isReading(operation));
    const hasToken = idempotencyTokenOf(model, operation, input) !== undefined;
    const isDiscovered =
      operation.endpointdiscovery?.required === true && account.settings.overrideFor(model.metadata) === undefined;
    const discovered = isDiscovered ? await discover(model, operationCall, account, context) : undefined;
    const target = () =>
      requestTarget({
        model,
        operation,
        input,
        request,
        region: (service === 's3' ? bucketRegions.get(bucketKey) : undefined) ?? place.region,
        settings: account.settings,
        discovered,
        scope,
      });
    let aim = target();
    let credentials: Credentials | undefined;
    const attempt = async (): Promise<Answer> => {
      const { endpoint, request: addressed } = aim;
      const signed = signedRequest(model, operation, addressed, endpoint, credentials, now() + clockOffset);
      const { signal, callTimeout: timeoutMilliseconds } = context;
      const options = { signal, once: !(reads || hasToken), timeoutMilliseconds };
      const response = await account.send(endpoint.url, signed, options);
      return decodedAnswer(model, operationCall, response, scope, now());
    };
    const { endpoint, isOverridden } = aim;
    return callWithRetries({
      attempt,
      attempts: account.attempts(),
      repeatable: reads || hasToken || operation.idempotent === true,
      changes: !reads,
      acquire: async (signal, turn) => {
        // Before the call has its place: credentials may take a call of their own, which would wait for that place.
        credentials = isUnsigned(operation) ? undefined : await account.credentials.resolve(context);
        const { connection, region } = place;
        const counted = {
          provider: 'aws',
          account: accounts.of(connection, region),
          region,
          service,
          operation: name,
          unfiltered: isUnfiltered(input),
          emulated: isOverridden && !isOwnEndpoint(endpoint.url),
        };
        return limits.acquire(counted, signal, turn);
      },
      endpoint: endpoint.url,
      scope,
      fault: {
        action: `${actionPrefix(endpoint.signingName)}:${name}`,
        profile: account.options.profile || undefined,
        isOwnEndpoint: isOverridden,
      },
      correctClock,
      time: now,
      renewCredentials: () => {
        account.credentials.forget();
        return account.options.credentials === undefined || account.options.role !== undefined;
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

  function discover(
    model: ServiceModel,
    { service, scope }: OperationCall,
    account: Account,
    context: CallContext,
  ): Promise<string | undefined> {
    const key = `${scope.connection} ${scope.region} ${service}`;
    const ask = async (asking: string) => {
      const asked = { service, operation: asking, input: {}, scope, changes: false };
      return (await call(asked, context, account)).output;
    };
    return despiteOtherStops(context, () => discovery.addressOf(key, model, { ...scope, service }, ask));
  }

  return {
    model: loadModel,
    call: (operationCall, context) => call(operationCall, context),
    accountOf: async (connection, context) => (await accountOf(connection).credentials.resolve(context)).accountId,
  };
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
