import { signingNameOf } from '../../aws/endpoints.ts';
import { loadServiceModel } from '../../aws/model-store.ts';
import { isFormProtocol } from '../../aws/protocols/is-form-protocol.ts';
import type { HttpRequest } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel } from '../../aws/service-model.ts';
import { servicesSignedAs } from '../../aws/signing-names.ts';
import { withNewerShapes } from '../kit/with-newer-shapes.ts';
import type { SandboxService } from '../service.ts';
import type { FoundService } from './exchange.ts';
import { formValue } from './form-value.ts';
import { faultsOf } from './front-door/faults-of.ts';

type Services = readonly SandboxService[];

/** What requests were signed for before, by the services that were asked: the signature of a request says all of it. */
const signedBefore = new WeakMap<Services, Map<string, FoundService>>();

/** The service that requests with this signing name are for, where one has been found already: at once, without reading a model. */
export function serviceSignedBefore(services: Services, signedFor: string): FoundService | undefined {
  return signedBefore.get(services)?.get(signedFor);
}

/**
 * The service that a request is for: all share one port, so the signature says it, by the service's signing name; of an
 * unsigned request, what the services themselves claim, or else its target, version or path.
 */
export async function serviceOfRequest(
  services: Services,
  signedFor: string | undefined,
  request: HttpRequest,
): Promise<FoundService | undefined> {
  if (signedFor === undefined) return serviceOfUnsigned(services, request);
  // Most services sign with their own name; the others cost the reading of a few models, once.
  const likely = services.toSorted(
    (left, right) => Number(right.service === signedFor) - Number(left.service === signedFor),
  );
  for (const service of likely) {
    const model = await modelOf(service);
    if (signingNameOf(model.metadata) !== signedFor) continue;
    const found = foundService(service, model);
    signedBefore.set(services, (signedBefore.get(services) ?? new Map()).set(signedFor, found));
    return found;
  }
  return missingService(signedFor, request);
}

async function serviceOfUnsigned(services: Services, request: HttpRequest): Promise<FoundService | undefined> {
  const claimant = services.find(({ dialect }) => dialect?.claims?.(request) === true);
  if (claimant !== undefined) return foundService(claimant, await modelOf(claimant));
  for (const service of services) {
    const model = await modelOf(service);
    if (looksLike(model, request)) return foundService(service, model);
  }
  return undefined;
}

function foundService(service: SandboxService, model: ServiceModel): FoundService {
  return { service, model, protocol: protocolFor(model), faults: faultsOf(service, model) };
}

/**
 * A service of AWS that the sandbox does not have: one without operations, which answers as that service answers what it
 * does not know. Undefined where AWS has none either, or none that speaks as the request does.
 */
async function missingService(signedFor: string, request: HttpRequest): Promise<FoundService | undefined> {
  const isForm = formValue(request, 'Action') !== undefined;
  const models: ServiceModel[] = [];
  for (const name of await servicesSignedAs(signedFor)) {
    const model = await loadServiceModel(name);
    if (isForm === isFormProtocol(model.metadata.protocol)) models.push(model);
  }
  const model = models.find((each) => hasOperation(each, request)) ?? models[0];
  return model && foundService({ service: model.service, operations: {} }, model);
}

async function modelOf(service: SandboxService): Promise<ServiceModel> {
  return withNewerShapes(service, await loadServiceModel(service.service));
}

function looksLike(model: ServiceModel, request: HttpRequest): boolean {
  const { protocol, targetPrefix, apiVersion } = model.metadata;
  if (protocol === 'json') return request.headers['x-amz-target']?.startsWith(`${targetPrefix}.`) === true;
  if (isFormProtocol(protocol)) return formValue(request, 'Version') === apiVersion;
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
