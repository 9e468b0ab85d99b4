import { loadServiceModel } from '../../aws/model-store.ts';
import type { HttpRequest } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel } from '../../aws/service-model.ts';
import { servicesSignedAs } from '../../aws/signing-names.ts';
import type { SandboxService } from '../service.ts';
import type { CredentialScope } from './credential-scope.ts';

export interface RequestedService {
  readonly service: SandboxService;
  readonly model: ServiceModel;
}

/**
 * The service that a request is for: all share one port, so the signature says it; of an unsigned request, its target,
 * version or path.
 */
export async function serviceOfRequest(
  services: readonly SandboxService[],
  scope: CredentialScope | undefined,
  request: HttpRequest,
): Promise<RequestedService | undefined> {
  const isMeant = (model: ServiceModel) =>
    scope === undefined ? looksLike(model, request) : signingName(model) === scope.signingName;
  // Most services sign with their own name; the others cost the reading of a few models, once.
  const likely = services.toSorted(
    (left, right) => Number(right.service === scope?.signingName) - Number(left.service === scope?.signingName),
  );
  for (const service of likely) {
    const model = await loadServiceModel(service.service);
    if (isMeant(model)) return { service, model };
  }
  return scope && missingService(scope.signingName, request);
}

/**
 * A service of AWS that the sandbox does not have: one without operations, which answers as that service answers what it
 * does not know. Undefined where AWS has none either, or none that speaks as the request does.
 */
async function missingService(signingName: string, request: HttpRequest): Promise<RequestedService | undefined> {
  const isForm = formValue(request, 'Action') !== undefined;
  const models: ServiceModel[] = [];
  for (const name of await servicesSignedAs(signingName)) {
    const model = await loadServiceModel(name);
    const { protocol } = model.metadata;
    if (isForm === (protocol === 'query' || protocol === 'ec2')) models.push(model);
  }
  const model = models.find((each) => hasOperation(each, request)) ?? models[0];
  return model && { service: { service: model.service, operations: {} }, model };
}

function signingName({ metadata }: ServiceModel): string {
  return metadata.signingName ?? metadata.endpointPrefix;
}

function looksLike(model: ServiceModel, request: HttpRequest): boolean {
  const { protocol, targetPrefix, apiVersion } = model.metadata;
  if (protocol === 'json') return request.headers['x-amz-target']?.startsWith(`${targetPrefix}.`) === true;
  if (protocol === 'query' || protocol === 'ec2') return formValue(request, 'Version') === apiVersion;
  return request.headers['x-amz-target'] === undefined && hasOperation(model, request);
}

function hasOperation(model: ServiceModel, request: HttpRequest): boolean {
  try {
    return protocolFor(model).matchOperation(model, request) !== undefined;
  } catch (error) {
    // A path that cannot be read is no service's.
    if (error instanceof WireError) return false;
    throw error;
  }
}

/** Query services name their operation and version in the form, or in the query of a GET. */
export function formValue(request: HttpRequest, name: 'Action' | 'Version'): string | undefined {
  const inQuery = request.query.find(([key]) => key === name)?.[1];
  if (inQuery !== undefined || request.method !== 'POST') return inQuery;
  const body = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
  return new URLSearchParams(body).get(name) ?? undefined;
}
