import { createHttpClient } from '../../aws/http-client.ts';
import { partitionOfRegion } from '../../aws/partitions.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { CloudControlCall, MethodDescription, NativeCall } from '../../catalog/resource-description.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type {
  CallContext,
  CallScope,
  MutationRequest,
  MutationResult,
  Page,
  Provider,
  ScanRequest,
} from '../provider.ts';
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
import { homeRegion } from './home-region.ts';
import { locate } from './locate.ts';
import { mutateNative, nativeInput } from './native/mutate-native.ts';
import { scanNative } from './native/scan-native.ts';
import { createReachableReads } from './reachable-reads.ts';
import { accessPathOf, describe, methodOf, nameOf } from './resource-context.ts';
import { createSharedAnswers } from './shared-answers.ts';

export interface AwsProviderOptions {
  readonly connections: readonly ConnectionOptions[];
  readonly catalog: Catalog;
  /** How a request gets to AWS; over the network unless given. */
  readonly send?: Send;
  /** How long waits pass; real time unless given. */
  readonly wait?: Wait;
}

/** AWS behind the provider interface: Cloud Control for breadth and changes, the services' own APIs for reading. */
export function createAwsProvider({ connections: given, catalog, send, wait }: AwsProviderOptions): Provider {
  const connections = given.map((connection) => ({ ...connection, regions: regionsOf(connection) }));
  const client = createHttpClient();
  const api = createAwsApi({ connections, send: send ?? client.sendRequest, wait });
  const endpoints = connections.map((connection) => endpointSettings(connection).endpoint);
  const accounts = createSharedAnswers<string>();
  const allRegions = createSharedAnswers<readonly string[]>();

  const homeOf = (connection: string, { regions }: CallContext, near?: string): CallScope => ({
    connection,
    region: homeRegion(
      connections.find(({ name }) => name === connection),
      regions,
      near,
    ),
  });
  // Partitions share nothing: an account of one is unknown in the others, and so are its regions.
  const keyOf = ({ connection, region }: CallScope) => `${connection} ${partitionOfRegion(region).id}`;

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
    regionHint: { example: 'us-east-1', elsewhere: 'set AWS_REGION, or give the profile a region' },
    regions(connection, context) {
      const home = homeOf(connection, context);
      return allRegions.get(keyOf(home), context, () => readRegions(api, home, context));
    },
    // A connection without regions, and a region that no partition knows, are the commercial partition's.
    globalRegion: (connection, near) => partitionOfRegion(near ?? homeOf(connection, {}).region).globalRegion,
    accountId(connection, context, near) {
      const home = homeOf(connection, context, near);
      return accounts.get(keyOf(home), context, () => readAccountId(api, home, context));
    },
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
