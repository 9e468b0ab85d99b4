import { loadServiceModel } from '../../aws/model-store.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { isStructure } from '../../aws/protocols/structure-values.ts';
import { WireError } from '../../aws/protocols/wire-error.ts';
import type { ServiceModel, WireStructure, WireValue } from '../../aws/service-model.ts';
import { faultsOf } from '../http/front-door/faults-of.ts';
import { refuseInvalidInput } from '../http/front-door/refuse-invalid-input.ts';
import { contextAt } from '../kit/context-at.ts';
import { structureOf } from '../kit/members.ts';
import type { Populate } from '../sandbox.ts';
import { type Clock, type RequestContext, SandboxFault, type SandboxService, type SandboxState } from '../service.ts';
import { ensurePublicImages } from '../services/ec2/images/public/public-images.ts';
import { createClock } from '../state/create-clock.ts';
import { day } from './seed-context.ts';
import { seedError } from './seed-error.ts';
import { seedImage } from './seed-images.ts';
import type { SeedAction, SeedStep } from './seed-step.ts';

interface Run {
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly services: readonly SandboxService[];
  /** The answers of steps that have a name. */
  readonly answers: Map<string, WireStructure>;
}

/** Does what a seed file asks for, in its order. Rejects with `INVALID_SEED`, which names the line that did not work. */
export function runSeed(steps: readonly SeedStep[]): Populate {
  return async (state, clock, services) => {
    const run: Run = { state, clock, services, answers: new Map() };
    for (const step of steps) {
      const answer = await explained(step, () => runStep(step, run));
      if (step.as !== undefined) run.answers.set(step.as, answer);
    }
  };
}

async function runStep(step: SeedStep, run: Run): Promise<WireStructure> {
  const { action, place, daysAgo } = step;
  const now = run.clock.now();
  if (action.kind === 'image') {
    ensurePublicImages(run.state, place.region, now);
    return { ImageId: seedImage(run.state, { ...action.plan, place, daysAgo: daysAgo ?? 0 }, now) };
  }
  const past = contextAt(run.state, place, now - (daysAgo ?? 0) * day);
  if (action.kind === 'operation') {
    const context = daysAgo === undefined ? { ...past, now, clock: run.clock } : past;
    const input = resolved(action.input, step, run);
    return runOperation(action.service, action.operation, input as WireStructure, context, run);
  }
  // What a resource needs time for is over when the sandbox starts.
  const context = { ...past, clock: createClock('instant', () => past.now) };
  return createResource(action.typeName, resolved(action.properties, step, run), context, run);
}

async function createResource(
  typeName: string,
  properties: WireValue,
  context: RequestContext,
  run: Run,
): Promise<WireStructure> {
  const ask = (operation: string, input: WireStructure) => runOperation('cloudcontrol', operation, input, context, run);
  const started = await ask('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(properties) });
  const { RequestToken } = structureOf(started.ProgressEvent);
  const event = structureOf((await ask('GetResourceRequestStatus', { RequestToken })).ProgressEvent);
  if (event.OperationStatus !== 'SUCCESS') {
    throw new SandboxFault(String(event.ErrorCode ?? event.OperationStatus), String(event.StatusMessage ?? ''));
  }
  const { Identifier } = event;
  const { ResourceDescription } = await ask('GetResource', { TypeName: typeName, Identifier });
  const model: unknown = JSON.parse(String(structureOf(ResourceDescription).Properties ?? '{}'));
  return { ...(model as WireStructure), Identifier };
}

/** As a client's request: encoded, decoded and checked against the model. */
async function runOperation(
  name: string,
  operation: string,
  input: WireStructure,
  context: RequestContext,
  { services, state }: Run,
): Promise<WireStructure> {
  const service = services.find((each) => each.service === name);
  if (service === undefined) {
    const known = services.map((each) => each.service).join(', ');
    throw new SandboxFault('UnknownService', `The sandbox has no service "${name}"; it has ${known}.`);
  }
  const handler = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  if (handler === undefined) {
    throw new SandboxFault('UnknownOperation', `The sandbox does not have the operation ${operation} of ${name}.`);
  }
  const model = await loadServiceModel(name);
  const protocol = protocolFor(model);
  const request = protocol.encodeRequest(model, operation, { ...tokensOf(model, operation, state), ...input });
  const decoded = protocol.decodeRequest(model, operation, request);
  refuseInvalidInput(faultsOf(service, model), model, operation, decoded);
  return handler(decoded, context);
}

/** Idempotency tokens, which nobody writes by hand, from the sandbox's own sequence: the same seed makes the same state. */
function tokensOf(model: ServiceModel, operation: string, state: SandboxState): WireStructure {
  const shape = model.operations[operation]?.input?.shape;
  const members = Object.entries(model.shapes[shape ?? '']?.members ?? {});
  return Object.fromEntries(
    members.filter(([, member]) => member.idempotencyToken === true).map(([name]) => [name, state.uuid()]),
  );
}

/** Puts answers in where texts refer to them: `${base.ImageId}`; a text that is nothing but a reference becomes what it means. */
function resolved(value: WireValue | undefined, step: SeedStep, run: Run): WireValue {
  if (typeof value === 'string') {
    const whole = /^\$\{([\w.]+)\}$/.exec(value)?.[1];
    if (whole !== undefined) return referred(whole, step, run);
    return value.replace(/\$\{([\w.]+)\}/g, (_, path: string) => String(referred(path, step, run)));
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, step, run));
  if (!isStructure(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(member, step, run)]));
}

function referred(path: string, { where }: SeedStep, { answers }: Run): WireValue {
  const [name = '', ...members] = path.split('.');
  const answer = answers.get(name);
  if (answer === undefined) {
    throw seedError(where, `\${${path}} refers to "${name}", which no step before it is called ("as: ${name}").`);
  }
  let value: WireValue | undefined = answer;
  for (const member of members) {
    if (Array.isArray(value)) value = value[Number(member)];
    else value = isStructure(value) && Object.hasOwn(value, member) ? value[member] : undefined;
  }
  if (value === undefined) throw seedError(where, `\${${path}} means nothing: "${name}" has no such member.`);
  return value;
}

function nameOf(action: SeedAction): string {
  if (action.kind === 'image') return action.plan.name;
  return action.kind === 'operation' ? action.operation : action.typeName;
}

async function explained<Result>({ where, action }: SeedStep, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SandboxFault) && !(error instanceof WireError)) throw error;
    throw seedError(where, `${nameOf(action)}: ${error.code}: ${error.message}`, error);
  }
}
