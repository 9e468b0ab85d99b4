import { parseArn } from '../../aws/arn.ts';
import { createHttpClient } from '../../aws/http/http-client.ts';
import { partitionOfRegion } from '../../aws/partitions.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { type AnswerCache, createAnswerCache } from '../cache/answer-cache.ts';
import { createLimits, type Limits } from '../limits/limits.ts';
import type { CallContext, CallScope, Page, Provider, ScanRequest } from '../provider.ts';
import { readAccountId, readRegions } from './account.ts';
import { asConnection } from './as-connection.ts';
import { awsLimits } from './aws-limits.ts';
import { createCachedApi } from './cached-api.ts';
import type { AwsChanges } from './changes/aws-changes.ts';
import { policy } from './changes/policy.ts';
import type { Wait } from './cloud-control/follow-request.ts';
import { scanCloudControl } from './cloud-control/scan-cloud-control.ts';
import { createConnectionBook } from './connection-book.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { connectionPermissions } from './connection-permissions.ts';
import { createCountedAccounts } from './counted-accounts.ts';
import { createAwsApi, type Send } from './create-aws-api.ts';
import type { ChainOptions } from './credential-chain.ts';
import { defaultRegion } from './default-region.ts';
import { homeRegion } from './home-region.ts';
import { locate } from './locate.ts';
import { scanInput } from './native/scan-input.ts';
import { scanNative } from './native/scan-native.ts';
import { createOrganizations, isOrganization } from './organizations.ts';
import type { PreparedScan } from './prepared-scan.ts';
import { createReachableReads } from './reachable-reads.ts';
import { refuseMissingProfile } from './refuse-missing-profile.ts';
import { createRequireRegion } from './require-region.ts';
import { describe, pathOf } from './resource-context.ts';
import { createSharedAnswers } from './shared-answers.ts';

export interface AwsProviderOptions {
  readonly connections: readonly ConnectionOptions[];
  readonly catalog: Catalog;
  /** What calls are held to; AWS's own limits unless given. */
  readonly limits?: Limits;
  /** Where answers are kept for statements that take them; nowhere else unless given. */
  readonly cache?: AnswerCache;
  /** How a request gets to AWS; over the network unless given. */
  readonly send?: Send;
  /** How long waits pass; real time unless given. */
  readonly wait?: Wait;
  /** Asks for the code that a device shows. */
  readonly mfaCode?: ChainOptions['mfaCode'];
}

/** AWS behind the provider interface: Cloud Control for breadth and changes, the services' own APIs for reading. */
export function createAwsProvider({
  connections: given,
  catalog,
  send,
  wait,
  mfaCode,
  cache = createAnswerCache(),
  limits = createLimits({ builtIn: { aws: awsLimits }, clock: { wait } }),
}: AwsProviderOptions): Provider {
  const book = createConnectionBook(given.map(completed));
  const client = createHttpClient();
  const sendRequest = send ?? client.sendRequest;
  const counted = createCountedAccounts(book, limits);
  const direct = createAwsApi({ connections: book, send: sendRequest, wait, limits, accounts: counted, mfaCode });
  const api = createCachedApi(direct, cache, counted);
  const endpoints = [...book].map((connection) => asConnection(connection).endpoint);
  const requireRegion = createRequireRegion(api);
  const reachable = createReachableReads(endpoints, sendRequest);
  const accounts = createSharedAnswers<string>();
  const allRegions = createSharedAnswers<readonly string[]>();

  const homeOf = (connection: string, { regions }: CallContext, near?: string): CallScope => ({
    connection,
    region: homeRegion(book.find(connection), regions, near),
  });
  // Partitions share nothing: an account of one is unknown in the others, and so are its regions.
  const keyOf = ({ connection, region }: CallScope) => `${connection} ${partitionOfRegion(region).id}`;

  // What stands for an organization is read by its accounts alone.
  const readable = () => [...book].filter((connection) => !isOrganization(connection)).map(asConnection);

  async function accountId(connection: string, context: CallContext, near?: string): Promise<string> {
    const known = book.find(connection)?.accountId;
    if (known !== undefined) return known;
    const home = homeOf(connection, context, near);
    return accounts.get(keyOf(home), context, async () => {
      const id = await readAccountId(api, home, context);
      counted.learn(connection, home.region, id);
      return id;
    });
  }

  const organizations = createOrganizations({
    connections: book,
    api,
    placeOf: (connection, context) => {
      const { region } = homeOf(connection, context);
      return { connection, region: partitionOfRegion(region).globalRegion };
    },
    accountId,
  });

  async function prepare(request: ScanRequest): Promise<PreparedScan> {
    const { resource } = request;
    const description = await describe(catalog, resource);
    const path = pathOf(description, request);
    const schema = description.cloudFormationType
      ? await catalog.schema(resource.service, resource.resource)
      : undefined;
    const { call } = path;
    if (call.api === 'native')
      return (own, context) => scanNative({ api, path: { ...path, call }, description, schema, request: own, context });
    return scanCloudControl({ api, path: { ...path, call }, description, schema }, request);
  }

  const kept = new WeakMap<
    ScanRequest['columns'],
    { readonly of: ScanRequest; readonly scan: Promise<PreparedScan> }
  >();

  /** The gets of one scan ask for the same columns, by the same list of them: what they have in common is looked up once. */
  function prepared(request: ScanRequest): Promise<PreparedScan> {
    const { resource, path, filters, columns } = request;
    const known = kept.get(columns);
    const isSame = known?.of.resource === resource && known.of.path === path && known.of.filters === filters;
    if (known !== undefined && isSame) return known.scan;
    const scan = prepare(request);
    kept.set(columns, { of: request, scan });
    scan.catch(() => kept.delete(columns));
    return scan;
  }

  async function* scan(request: ScanRequest, context: CallContext): AsyncGenerator<Page, void, undefined> {
    await requireRegion(request.scope, context);
    const answer = (await prepared(request))(request, context);
    if (Symbol.asyncIterator in answer) yield* answer;
    else {
      const page = await answer;
      if (page !== undefined) yield page;
    }
  }

  let changing: Promise<AwsChanges> | undefined;
  /** It is loaded with the first change: most processes only read. */
  const changes = () => {
    changing ??= import('./changes/aws-changes.ts').then(({ createAwsChanges }) =>
      createAwsChanges({ api, catalog, requireRegion, wait }),
    );
    return changing;
  };

  return {
    name: 'aws',
    catalog,
    get connections() {
      return readable();
    },
    async findConnections(search, context) {
      await organizations.find(search, context);
      return readable();
    },
    regionPermissions: ['ec2:DescribeRegions'],
    connectionPermissions: (connection) => connectionPermissions(book, connection),
    regionHint: { example: 'us-east-1', elsewhere: 'set AWS_REGION, or give the profile a region' },
    checkConnection: (connection) => refuseMissingProfile(book.find(connection)),
    regions(connection, context) {
      const home = homeOf(connection, context);
      return allRegions.get(keyOf(home), context, () => readRegions(api, home, context));
    },
    knownRegions: (connection) => partitionOfRegion(homeOf(connection, {}).region).regions,
    // A connection without regions, and a region that no partition knows, are the commercial partition's.
    globalRegion: (connection, near) => partitionOfRegion(near ?? homeOf(connection, {}).region).globalRegion,
    requireRegion,
    accountId,
    locate,
    reachable,
    loadAhead(description) {
      const services = description.accessPaths.flatMap(({ call }) => (call.api === 'native' ? [call.service] : []));
      const loaded = [
        reachable(description),
        catalog.schema(description.service, description.name),
        ...[...new Set(services)].map((service) => api.model(service)),
      ];
      // Whoever needs it is told what is wrong with it.
      void Promise.allSettled(loaded);
    },
    async checkScan(request) {
      const description = await describe(catalog, request.resource);
      const path = pathOf(description, request);
      const { call } = path;
      if (call.api === 'native') await scanInput({ api, path: { ...path, call }, description, request });
    },
    scan,
    answerColumns: async (resource, method) => (await changes()).answerColumns(resource, method),
    changeForm: async (outline) => (await changes()).changeForm(outline),
    plan: async (requests, context) => (await changes()).plan(requests, context),
    apply: async (change, context) => (await changes()).apply(change, context),
    knowsAgain: async (resource, method) => (await changes()).knowsAgain(resource, method),
    expectedPermissions: async (expected) => (await changes()).expectedPermissions(expected),
    policy,
    async close() {
      client.close();
    },
  };
}

/** A connection with what its settings say beside: the account is the role's, the regions may be those of AWS's own tools. */
function completed(connection: ConnectionOptions): ConnectionOptions {
  const { role, profile, regions } = connection;
  const accountId = connection.accountId ?? (role && parseArn(role.arn)?.account);
  const region = regions.length > 0 ? undefined : defaultRegion(profile);
  return {
    ...connection,
    ...(accountId !== undefined && { accountId }),
    regions: region === undefined ? regions : [region],
  };
}
