import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf } from '../../aws/endpoints.ts';
import type { HttpRequest, HttpResponse } from '../../aws/protocols/protocol.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel } from '../../aws/service-model.ts';
import { type Clock, type RequestContext, SandboxFault, type SandboxService, type SandboxState } from '../service.ts';
import type { ListedKey } from '../state/access-keys.ts';
import type { InTurn } from '../state/turns.ts';
import { type AuthenticatedCaller, authenticate } from './authenticate.ts';
import { type CredentialScope, credentialScope } from './credential-scope.ts';
import type { FaultTarget, StrikingFaults } from './faults.ts';
import {
  bodyTooLarge,
  internalFailure,
  malformedRequest,
  missingServiceResponse,
  nestedTooDeep,
  notImplemented,
  throttled,
  unknownOperation,
} from './framework-faults.ts';
import { refuseInvalidInput } from './refuse-invalid-input.ts';
import type { SandboxRequest, SandboxResponse } from './sandbox-request.ts';
import { type RequestedService, serviceOfRequest } from './service-of-request.ts';

/** What answering takes. */
export interface Desk {
  readonly services: readonly SandboxService[];
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly faults: StrikingFaults;
  readonly auth: 'verify' | 'off';
  readonly credentials: readonly ListedKey[];
  /** One request's work at a time; answers when what it changed is kept. */
  readonly inTurn: InTurn;
}

export interface Answer {
  readonly response: SandboxResponse;
  /** What is known of the request. */
  readonly target: FaultTarget;
  /** What went wrong in the sandbox itself. */
  readonly defect?: unknown;
}

/** Where requests are made that do not say. */
const defaultRegion = 'us-east-1';

/** Answers a request to one of the services, errors too in the form of the service's protocol. Never rejects. */
export async function answerRequest(given: SandboxRequest, desk: Desk): Promise<Answer> {
  const scope = credentialScope(given);
  const request = httpRequest(given);
  const target: FaultTarget = { service: scope?.signingName, region: scope?.region };
  try {
    const requested = await serviceOfRequest(desk.services, scope, request);
    if (requested !== undefined) return await answerService(given, request, scope, requested, desk);
    const names = desk.services.map(({ service }) => service);
    return { response: missingServiceResponse(given, scope, names, randomUUID(), desk.auth), target };
  } catch (defect) {
    return { response: { status: 500, headers: {}, body: new Uint8Array() }, target, defect };
  }
}

async function answerService(
  given: SandboxRequest,
  received: HttpRequest,
  scope: CredentialScope | undefined,
  { service, model }: RequestedService,
  desk: Desk,
): Promise<Answer> {
  const protocol = protocolFor(model);
  const requestId = randomUUID();
  let target: FaultTarget = { service: service.service, region: scope?.region ?? defaultRegion };
  let operation: string | undefined;
  try {
    const request = given.bodyTooLarge === true ? received : (service.readRequest?.(received) ?? received);
    operation = protocol.matchOperation(model, request);
    target = { ...target, operation };
    // Before its signature, which cannot be verified without the body.
    if (given.bodyTooLarge === true) throw bodyTooLarge(model.metadata.protocol);
    const caller = authenticate(given, scope, model.metadata.protocol, desk);
    target = { ...target, account: caller.account };
    const struck = await strike(desk.faults, target, model);
    if (struck === 'cut') return { response: { status: 500, headers: {}, body: new Uint8Array(), cut: true }, target };
    if (operation === undefined) throw unknownOperation(model, request);
    const handler = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
    if (handler === undefined) {
      const names = desk.services.map((each) => each.service);
      throw notImplemented(model, operation, service.service, names);
    }
    const input = protocol.decodeRequest(model, operation, request);
    refuseInvalidInput(model, operation, input);
    const output = await desk.inTurn(() => {
      const context = contextOf(caller, target.region ?? defaultRegion, requestId, desk);
      for (const each of desk.services) each.advance?.(desk.state, context.now);
      return handler(input, context);
    });
    return { response: encoded(() => protocol.encodeResponse(model, operation ?? '', output, requestId)), target };
  } catch (error) {
    const fault = faultOf(error, model);
    const { code, message, status, members } = fault ?? internalFailure(model.metadata.protocol);
    const answer = protocol.encodeError(model, operation, { code, message, status, members, requestId });
    const response = { ...answer, headers: { ...answer.headers, ...fault?.headers } };
    return fault === undefined ? { response, target, defect: error } : { response, target };
  }
}

/** An answer that does not fit its model is our fault, not the request's. */
function encoded(encode: () => HttpResponse): HttpResponse {
  try {
    return encode();
  } catch (error) {
    throw new Error('The answer does not fit the model.', { cause: error });
  }
}

/** Waits and throws as the faults that are switched on say. */
async function strike(faults: StrikingFaults, target: FaultTarget, model: ServiceModel): Promise<'cut' | undefined> {
  const { latencyMilliseconds, outcome } = faults.strike(target, Date.now());
  if (latencyMilliseconds > 0) await sleep(latencyMilliseconds);
  if (outcome === 'none') return undefined;
  if (outcome === 'cut') return 'cut';
  if (outcome === 'throttled') throw throttled(model);
  throw new SandboxFault(
    outcome.code,
    outcome.message ?? 'A fault that was switched on in the sandbox.',
    outcome.status,
  );
}

function contextOf(caller: AuthenticatedCaller, region: string, requestId: string, desk: Desk): RequestContext {
  const { state, clock } = desk;
  const place = { account: caller.account, region };
  return {
    ...place,
    partition: partitionOf(region),
    caller: caller.caller,
    requestId,
    now: clock.now(),
    clock,
    state,
    table: (name) => state.table(place, name),
  };
}

function faultOf(error: unknown, model: ServiceModel): SandboxFault | undefined {
  if (error instanceof SandboxFault) return error;
  // Nothing in the sandbox calls itself that often but for what a request has nested too deep.
  if (error instanceof RangeError && error.message.startsWith('Maximum call stack'))
    return nestedTooDeep(model.metadata.protocol);
  return error instanceof WireError ? malformedRequest(error, model.metadata.protocol) : undefined;
}

function httpRequest({ method, rawPath, rawQuery, headers, body }: SandboxRequest): HttpRequest {
  return { method, path: rawPath, query: [...new URLSearchParams(rawQuery)], headers, body };
}
