import { createHttpClient } from '../../aws/http-client.ts';
import { partitionOfRegion } from '../../aws/partitions.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { CloudControlCall, MethodDescription, NativeCall } from '../../catalog/resource-description.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext, MutationRequest, MutationResult, Page, Provider, ScanRequest } from '../provider.ts';
import { readAccountId, readRegions } from './account.ts';
import { executeCloudControl, executionInput } from './cloud-control/execute-cloud-control.ts';
import type { Wait } from './cloud-control/follow-request.ts';
import { mutateCloudControl } from './cloud-control/mutate-cloud-control.ts';
import { service as cloudControl, getResource } from './cloud-control/request.ts';
import { scanCloudControl } from './cloud-control/scan-cloud-control.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { createAwsApi, type Send } from './create-aws-api.ts';
import { defaultRegion } from './default-region.ts';
import { endpointSettings } from './endpoint-settings.ts';
import { locate } from './locate.ts';
import { mutateNative, nativeInput } from './native/mutate-native.ts';
import { scanNative } from './native/scan-native.ts';
import { createReachableReads } from './reachable-reads.ts';
import { accessPathOf, describe, methodOf, nameOf } from './resource-context.ts';

export interface AwsProviderOptions {
  readonly connections: readonly ConnectionOptions[];
  readonly catalog: Catalog;
  /** How a request gets to AWS; over the network unless given. */
  readonly send?: Send;
  /** How long waits pass; real time unless given. */
  readonly wait?: Wait;
}

/** The region that is asked about an account when its connection has none. */
const fallbackRegion = 'us-east-1';

/** AWS behind the provider interface: Cloud Control for breadth and changes, the services' own APIs for reading. */
export function createAwsProvider({ connections: given, catalog, send, wait }: AwsProviderOptions): Provider {
  const connections = given.map((connection) => ({ ...connection, regions: regionsOf(connection) }));
  const client = createHttpClient();
  const api = createAwsApi({ connections, send: send ?? client.sendRequest, wait });
  const endpoints = connections.map((connection) => endpointSettings(connection).endpoint);
  const accounts = new Map<string, Promise<string>>();
  const allRegions = new Map<string, Promise<readonly string[]>>();

  const homeOf = (connection: string) => ({
    connection,
    region: connections.find(({ name }) => name === connection)?.regions[0] ?? fallbackRegion,
  });

  async function* scan(request: ScanRequest, context: CallContext): AsyncGenerator<Page, void, undefined> {
    const { resource } = request;
    const description = await describe(catalog, resource);
    const path = accessPathOf(description, request);
    const schema = description.cloudFormationType
      ? await catalog.schema(resource.service, resource.resource)
      : undefined;
    const { call } = path;
    if (call.api === 'native')
      yield* scanNative({ api, path: { ...path, call }, description, schema, request, context });
    else yield* scanCloudControl({ api, path: { ...path, call }, description, schema, request, context });
  }

  async function mutate(request: MutationRequest, context: CallContext): Promise<MutationResult> {
    const { resource, scope } = request;
    const description = await describe(catalog, resource);
    const method = methodOf(description, resource, request.method);
    if (isNativeMethod(method)) return mutateNative({ api, description, method, request, context });
    if (!isCloudControlMethod(method))
      throw new SkyqlError('UNKNOWN_METHOD', `${nameOf(resource)}.${method.name} cannot be called.`);
    if (request.kind === 'execute') {
      const schema = await catalog.schema(resource.service, resource.resource);
      return executeCloudControl({ api, description, schema, method, request, scope, context, wait });
    }
    return mutateCloudControl(method.call, request.kind, request, { api, scope, context, wait });
  }

  return {
    name: 'aws',
    catalog,
    connections: connections.map(({ name, regions, profile }, index) => ({
      name,
      regions,
      profile,
      endpoint: endpoints[index],
    })),
    regionPermissions: ['ec2:DescribeRegions'],
    regions: (connection, context) =>
      remembered(allRegions, connection, () => readRegions(api, homeOf(connection), context)),
    // A connection without regions, and a region that no partition knows, are the commercial partition's.
    globalRegion: (connection, near) => partitionOfRegion(near ?? homeOf(connection).region).globalRegion,
    accountId: (connection, context) =>
      remembered(accounts, connection, () => readAccountId(api, homeOf(connection), context)),
    locate,
    reachable: createReachableReads(endpoints, send ?? client.sendRequest),
    scan,
    async read({ resource, scope, identifier }, context) {
      const { cloudFormationType } = await describe(catalog, resource);
      if (!cloudFormationType) {
        throw new SkyqlError(
          'UNSUPPORTED_ACTION',
          `${nameOf(resource)} is no CloudFormation type, so it cannot be updated.`,
          {
            hint: `See SHOW METHODS IN ${nameOf(resource)} for what it can do with EXEC.`,
          },
        );
      }
      const { properties } = await getResource(api, cloudFormationType, identifier, scope, context);
      return properties;
    },
    async check(request) {
      const description = await describe(catalog, request.resource);
      const method = methodOf(description, request.resource, request.method);
      if (isNativeMethod(method)) nativeInput(await api.model(method.call.service), description, method, request);
      else if (isCloudControlMethod(method) && request.kind === 'execute')
        executionInput(await api.model(cloudControl), method, request);
    },
    mutate,
    async close() {
      api.close();
      client.close();
    },
  };
}

function regionsOf(connection: ConnectionOptions): readonly string[] {
  if (connection.regions.length > 0) return connection.regions;
  const region = defaultRegion(connection.profile);
  return region === undefined ? [] : [region];
}

function isNativeMethod(method: MethodDescription): method is MethodDescription & { readonly call: NativeCall } {
  return method.call.api === 'native';
}

function isCloudControlMethod(
  method: MethodDescription,
): method is MethodDescription & { readonly call: CloudControlCall } {
  return method.call.api === 'cloud-control';
}

/** Asks once. A failure is not kept. */
function remembered<Result>(
  kept: Map<string, Promise<Result>>,
  key: string,
  ask: () => Promise<Result>,
): Promise<Result> {
  const known = kept.get(key);
  if (known) return known;
  const asked = ask();
  kept.set(key, asked);
  asked.catch(() => kept.delete(key));
  return asked;
}
