import { type Endpoint, endpointFor } from '../../aws/endpoints.ts';
import type { HttpRequest } from '../../aws/protocols/protocol.ts';
import type { OperationModel, ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import type { EndpointSettings } from './endpoint-settings.ts';
import { addressBucket, isDirectoryBucket, refuseOtherBuckets } from './s3-addressing.ts';

export interface TargetRequest {
  readonly model: ServiceModel;
  readonly operation: OperationModel;
  readonly input: WireStructure;
  readonly request: HttpRequest;
  readonly region: string;
  readonly settings: EndpointSettings;
  /** An address that the service itself told, without `https://`. */
  readonly discovered?: string;
  readonly scope: ErrorScope;
}

export interface RequestTarget {
  readonly endpoint: Endpoint;
  /** The request as it is sent there. */
  readonly request: HttpRequest;
  /** The address is the user's, not AWS's. */
  readonly isOverridden: boolean;
}

/** Where a request goes. Throws `NO_ENDPOINT`, `INVALID_VALUE` and `UNSUPPORTED_ACTION`. */
export function requestTarget(wanted: TargetRequest): RequestTarget {
  const { model, operation, input, request, region, settings, discovered, scope } = wanted;
  const override = settings.overrideFor(model.metadata);
  const isOverridden = override !== undefined;
  const bucket = model.service === 's3' && typeof input.Bucket === 'string' ? input.Bucket : undefined;
  const isControl = operation.staticContextParams?.UseS3ExpressControlEndpoint !== undefined;
  if (bucket !== undefined) refuseOtherBuckets(bucket, isControl, scope);
  // What S3's operations say to the endpoint rules counts for directory buckets alone.
  const saysContext = bucket === undefined || isDirectoryBucket(bucket);
  const found = endpointFor({
    metadata: model.metadata,
    operation: saysContext ? operation : undefined,
    region,
    override,
    useFips: settings.useFips,
    useDualStack: settings.useDualStack,
  });
  if (isOverridden) return { endpoint: found, request, isOverridden };
  const told = discovered === undefined ? found : { ...found, url: `https://${discovered}` };
  const prefix = hostPrefix(operation, input, scope);
  const endpoint = prefix === '' ? told : { ...told, url: told.url.replace('://', `://${prefix}`) };
  if (bucket === undefined) return { endpoint, request, isOverridden };
  return { ...addressBucket(endpoint, bucket, request, isOverridden), isOverridden };
}

/** What the operation puts before the host: `api.`, or a member of the input, as in `{AccountId}.` */
function hostPrefix({ endpoint }: OperationModel, input: WireStructure, scope: ErrorScope): string {
  return (endpoint?.hostPrefix ?? '').replace(/\{([^}]+)\}/g, (_whole, member: string) => {
    const value = input[member];
    if (typeof value === 'string' && /^(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/.test(value)) return value;
    const what = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
    throw new SkyqlError(
      'INVALID_VALUE',
      `${scope.service}:${scope.operation} cannot take this input. ${member} ${what}.`,
      {
        hint: `${member} is part of the host's name: letters, digits and hyphens.`,
        scope,
      },
    );
  });
}
