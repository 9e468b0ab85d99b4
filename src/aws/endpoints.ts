import { SkyqlError } from '../errors/skyql-error.ts';
import { endpointContext } from './endpoint-context.ts';
import { type Partition, partitionOfRegion } from './partitions.ts';
import type {
  EndpointRule,
  EndpointVariant,
  OperationModel,
  ServiceEndpoints,
  ServiceMetadata,
} from './service-model.ts';

export interface EndpointRequest {
  readonly metadata: Pick<ServiceMetadata, 'endpointPrefix' | 'signingName' | 'endpoints'>;
  /** The operation to be called: some have endpoints of their own. */
  readonly operation?: Pick<OperationModel, 'staticContextParams'>;
  readonly region: string;
  readonly useFips?: boolean;
  readonly useDualStack?: boolean;
  /** An address to use instead of AWS's own: `http://127.0.0.1:4566`. Wins over FIPS and dual-stack. */
  readonly override?: string;
}

export interface Endpoint {
  /** Without a slash at the end. */
  readonly url: string;
  readonly signingRegion: string;
  readonly signingName: string;
}

/**
 * Where a service of a region is reached, and what its requests are signed for.
 *
 * Throws `NO_ENDPOINT` where AWS has none, such as a FIPS endpoint in a partition without such.
 */
export function endpointFor(request: EndpointRequest): Endpoint {
  const { metadata, operation, region, override } = request;
  const partition = partitionOfRegion(region);
  const variant = override === undefined ? variantOf(request) : 'standard';
  const rule =
    ruleOf(endpointsOf(metadata.endpoints, operation), region, partition, variant) ??
    conventionalRule(metadata.endpointPrefix, variant);
  if (rule.host === undefined && override === undefined) {
    throw new SkyqlError('NO_ENDPOINT', `${metadata.endpointPrefix} has no ${wordOf(variant)} in ${region}.`, {
      ...(rule.error !== undefined && { hint: rule.error }),
      scope: { service: metadata.endpointPrefix, region },
    });
  }
  const url = override ?? `https://${filledIn(rule.host ?? '', region, partition)}`;
  return {
    url: url.replace(/\/+$/, ''),
    signingRegion: rule.signingRegion === undefined ? region : filledIn(rule.signingRegion, region, partition),
    signingName: rule.signingName ?? signingNameOf(metadata),
  };
}

/** What requests of a service are signed for, where its endpoint says nothing else. */
export function signingNameOf({ signingName, endpointPrefix }: EndpointRequest['metadata']): string {
  return signingName ?? endpointPrefix;
}

/** The id of the partition that a region is of: `aws`, `aws-cn`, `aws-us-gov`. */
export function partitionOf(region: string): string {
  return partitionOfRegion(region).id;
}

function variantOf({ useFips = false, useDualStack = false }: EndpointRequest): EndpointVariant {
  if (useFips) return useDualStack ? 'fipsDualStack' : 'fips';
  return useDualStack ? 'dualStack' : 'standard';
}

function endpointsOf(
  endpoints: ServiceEndpoints | undefined,
  operation: EndpointRequest['operation'],
): ServiceEndpoints | undefined {
  if (endpoints?.contexts === undefined || operation?.staticContextParams === undefined) return endpoints;
  return endpoints.contexts[endpointContext(operation)] ?? endpoints;
}

function ruleOf(
  endpoints: ServiceEndpoints | undefined,
  region: string,
  partition: Partition,
  variant: EndpointVariant,
): EndpointRule | undefined {
  if (endpoints === undefined) return undefined;
  return (
    endpoints.regions?.[region]?.[variant] ??
    endpoints.partitions?.[partition.id]?.[variant] ??
    endpoints.everywhere[variant]
  );
}

/** How services are called that have no rules of their own. */
function conventionalRule(endpointPrefix: string, variant: EndpointVariant): EndpointRule {
  const name = variant.startsWith('fips') ? `${endpointPrefix}-fips` : endpointPrefix;
  const suffix = variant.endsWith('ualStack') ? '{dualStackDnsSuffix}' : '{dnsSuffix}';
  return { host: `${name}.{region}.${suffix}` };
}

function filledIn(text: string, region: string, { dnsSuffix, dualStackDnsSuffix, globalRegion }: Partition): string {
  return text
    .replace('{region}', region)
    .replace('{dnsSuffix}', dnsSuffix)
    .replace('{dualStackDnsSuffix}', dualStackDnsSuffix)
    .replace('{globalRegion}', globalRegion);
}

const words: Readonly<Record<EndpointVariant, string>> = {
  standard: 'endpoint',
  fips: 'FIPS endpoint',
  dualStack: 'dual-stack endpoint',
  fipsDualStack: 'endpoint that is both FIPS and dual-stack',
};

function wordOf(variant: EndpointVariant): string {
  return words[variant];
}

export { regionsOf } from './partitions.ts';
