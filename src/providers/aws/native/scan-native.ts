import type { ServiceModel, Shape, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { CallContext, Page, ScanRequest } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { faultOf } from '../call-error.ts';
import { chunks, combinations } from '../combinations.ts';
import { inOrder } from '../in-order.ts';
import { readPages } from '../read-pages.ts';
import { type NativePath, wantedColumns } from '../resource-context.ts';
import { coerce } from './coerce.ts';
import { filterInput } from './filters.ts';
import { fits } from './fits.ts';
import { fixedInput } from './fixed-input.ts';
import { shapeOf, valueAt } from './member-path.ts';
import { pageSizeInput } from './page-size.ts';
import { resultReader } from './result-rows.ts';
import { createRowReader } from './row-reader.ts';

/** How many calls of one scan are on their way at once: for each parent of a list, for each value of an input. */
const concurrency = 8;
/** How many values one call takes where neither path nor model say. */
const defaultBatch = 100;

export interface NativeScan {
  readonly api: AwsApi;
  readonly path: NativePath;
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  readonly request: ScanRequest;
  readonly context: CallContext;
}

/** Reads a resource through its service's own API. */
export async function* scanNative(scan: NativeScan): AsyncGenerator<Page, void, undefined> {
  const { path, request, context } = scan;
  const stop = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, stop.signal]) : stop.signal;
  const bounded = { ...scan, context: { ...context, signal } };
  const read = createRowReader(path.call, scan.description, scan.schema, wantedColumns(scan.description, request));
  try {
    const inputs = await inputsOf(bounded);
    const [only] = inputs;
    if (inputs.length === 1 && only && !path.call.parent) {
      for await (const output of outputsOf(bounded, only, request.limit === undefined)) {
        yield { rows: read(output, only) };
      }
      return;
    }
    const each = path.call.parent ? parentInputs(bounded, path.call.parent, inputs) : inputs;
    const results = inOrder(each, concurrency, async (input) => {
      const pages: Page[] = [];
      for await (const output of outputsOf(bounded, input, true)) pages.push({ rows: read(output, input) });
      return pages;
    });
    for await (const pages of results) yield* pages;
  } finally {
    stop.abort();
  }
}

/** The inputs of the calls that the scan takes: parameters in batches, fixed ones, filters. */
async function inputsOf({ api, path, description, request }: NativeScan): Promise<readonly WireStructure[]> {
  const { call } = path;
  const model = await api.model(call.service);
  const input: Shape = shapeOf(model, model.operations[call.operation]?.input) ?? { type: 'structure' };
  const choices: Record<string, readonly WireValue[]> = {};
  for (const [parameter, value] of Object.entries(request.parameters)) {
    const member = memberOf(call, input, parameter);
    const reference = member === undefined ? undefined : input.members?.[member];
    if (member === undefined || !reference) continue;
    const values = (Array.isArray(value) ? value : [value]).filter((one: Value) => one !== null);
    const shape = shapeOf(model, reference);
    if (shape?.type === 'list') {
      const size = path.parameters.find(({ name }) => name === parameter)?.batch ?? 0;
      const batch = Math.max(1, Math.min(size > 1 ? size : defaultBatch, shape.max ?? Number.POSITIVE_INFINITY));
      choices[member] = chunks(values, batch).map((part) => coerce(part, reference, model, parameter));
    } else choices[member] = values.map((one: Value) => coerce(one, reference, model, parameter));
  }
  const timestamps = new Set(description.columns.filter(({ type }) => type === 'timestamp').map(({ name }) => name));
  const filters = filterInput(
    { model, input, filters: call.filters, pathFilters: path.filters, timestamps },
    request.filters,
  );
  const fixed = fixedInput(model, call.operation, call.fixed, request.scope);
  return combinations(choices).map((chosen) => ({ ...fixed, ...filters, ...chosen }));
}

function memberOf(call: NativeCall, input: Shape, parameter: string): string | undefined {
  const named = call.inputs[parameter];
  if (named !== undefined || parameter === 'region') return named;
  const key = nameKey(parameter.replace(/^data__/, ''));
  return Object.keys(input.members ?? {}).find((name) => nameKey(name) === key);
}

/** Reads the list of parents and gives each one's values to the inputs of its own call. */
async function* parentInputs(
  scan: NativeScan,
  parent: NonNullable<NativeCall['parent']>,
  inputs: readonly WireStructure[],
): AsyncGenerator<WireStructure, void, undefined> {
  const { api, path, description, request, context } = scan;
  const { service } = path.call;
  const model = await api.model(service);
  const shape: Shape = shapeOf(model, model.operations[parent.operation]?.input) ?? { type: 'structure' };
  const timestamps = new Set(description.columns.filter(({ type }) => type === 'timestamp').map(({ name }) => name));
  const input = {
    ...fixedInput(model, parent.operation, parent.fixed, request.scope),
    ...filterInput(
      { model, input: shape, filters: parent.filters, pathFilters: path.filters, timestamps },
      request.filters,
    ),
  };
  const sized = { ...input, ...pageSizeInput(model, parent.operation, input, undefined) };
  const call = { service, operation: parent.operation, input: sized, scope: request.scope };
  const rowsOf = resultReader(parent.result);
  for await (const output of readPages(api, call, context, { ahead: true })) {
    for (const { row, key } of rowsOf(output)) {
      const given = Object.fromEntries(
        Object.entries(parent.inputs).map(([member, from]) => [
          member,
          from === '$key' ? key : valueAt(row, from === '$row' ? '' : from),
        ]),
      );
      if (Object.values(given).every((value) => value !== undefined)) {
        for (const one of inputs) yield { ...one, ...given };
      }
    }
  }
}

/** The pages of one call; none where AWS says that there is no such thing. */
async function* outputsOf(
  scan: NativeScan,
  input: WireStructure,
  ahead: boolean,
): AsyncGenerator<WireStructure, void, undefined> {
  const { api, path, request, context } = scan;
  const { service, operation, notFound = [] } = path.call;
  const model = await api.model(service);
  const sized = { ...input, ...pageSizeInput(model, operation, input, request.limit) };
  try {
    yield* readPages(api, { service, operation, input: sized, scope: request.scope }, context, { ahead });
  } catch (error) {
    const fault = faultOf(error);
    const isMissing =
      notFound.includes(fault?.code ?? '') ||
      (namesSomething(path) && (isA(error, 'RESOURCE_NOT_FOUND') || malformed.test(fault?.code ?? ''))) ||
      (path.kind === 'get' && isA(error, 'VALIDATION_FAILED') && !isPossible(model, operation, input));
    if (!fault || !isMissing) throw error;
    // One missing id fails a call for many: the others are asked for again without it.
    for (const rest of withoutMissing(input, Object.values(path.call.inputs), fault.message)) {
      yield* outputsOf(scan, rest, ahead);
    }
  }
}

/** EC2's ids that cannot be: `InvalidVpcID.Malformed`. */
const malformed = /\.Malformed$/;

/** Whether what is not there can be what the call names; else its absence is an error. */
function namesSomething(path: NativePath): boolean {
  return path.kind === 'get' || path.call.parent !== undefined || path.parameters.some(({ required }) => required);
}

function isA(error: unknown, code: string): boolean {
  return error instanceof SkyqlError && error.code === code;
}

/** Whether something can be named like this at all. A join may ask for names that no resource of the kind can have. */
function isPossible(model: ServiceModel, operation: string, input: WireStructure): boolean {
  const members = shapeOf(model, model.operations[operation]?.input)?.members ?? {};
  return Object.entries(input).every(
    ([name, value]) => typeof value !== 'string' || fits(value, shapeOf(model, members[name])),
  );
}

function withoutMissing(input: WireStructure, members: readonly string[], message: string): readonly WireStructure[] {
  const member = members.find((name) => Array.isArray(input[name]) && input[name].length > 1);
  const values = member === undefined ? undefined : input[member];
  if (member === undefined || !Array.isArray(values)) return [];
  const named = new Set(message.split(/[^\w.:/@+-]+/));
  const others = values.filter((value: WireValue) => !(typeof value === 'string' && named.has(value)));
  if (others.length === 0) return [];
  if (others.length < values.length) return [{ ...input, [member]: others }];
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)].map((part) => ({ ...input, [member]: part }));
}
