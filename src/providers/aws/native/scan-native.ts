import type { WantedMembers } from '../../../aws/protocols/wanted-members.ts';
import type { ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { delay } from '../../abort.ts';
import type { CallContext, Page, ScanRequest } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { faultOf } from '../call-error.ts';
import { createDistinctRows } from '../distinct-rows.ts';
import { readPages } from '../read-pages.ts';
import type { NativePath } from '../resource-context.ts';
import { fits } from './fits.ts';
import { isList, shapeOf } from './member-path.ts';
import { nativeReaders } from './native-readers.ts';
import { pageSizeInput } from './page-size.ts';
import { saidOtherwise } from './said-otherwise.ts';
import { scanInput } from './scan-input.ts';

export interface NativeScan {
  readonly api: AwsApi;
  readonly path: NativePath;
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  readonly request: ScanRequest;
  readonly context: CallContext;
}

/** Reads a resource through its service's own API: one call, page after page. */
export async function* scanNative(scan: NativeScan): AsyncGenerator<Page, void, undefined> {
  const { api, path, request, context } = scan;
  const { rows: read, failures, members } = nativeReaders(scan, await api.model(path.call.service));
  const scope = { ...request.scope, service: path.call.service, operation: path.call.operation };
  const distinct = createDistinctRows(path.kind === 'list' ? scan.description.identifier : []);
  const asked = Object.values(request.parameters).flat() as readonly Value[];
  const input = await scanInput(scan);
  if (input === undefined) return;

  async function* pagesOf(
    output: WireStructure,
    of: WireStructure,
    vain: number,
  ): AsyncGenerator<Page, void, undefined> {
    const told = failures(output, of, asked, scope);
    const again = vain < mostInVain ? told.again : undefined;
    const failed = again === undefined ? told.failures : told.lasting;
    const rows = distinct(read(output, of));
    const otherwise = saidOtherwise(path, request, rows);
    yield {
      rows,
      ...(failed.length > 0 && { failures: failed }),
      ...(otherwise.length > 0 && { otherwise }),
    };
    if (again === undefined) return;
    const isFewer = sizeOf(again) < sizeOf(of);
    await delay(Math.random() * firstPause * 2 ** vain, context.signal);
    try {
      for await (const next of outputsOf(scan, again, members, false))
        yield* pagesOf(next, again, isFewer ? 0 : vain + 1);
    } catch (error) {
      if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
      // The rest of the batch was answered, and stands.
      const left = told.failures.filter((failure) => !told.lasting.includes(failure));
      yield { rows: [], failures: left.map((failure) => ({ ...failure, error })) };
    }
  }

  const ahead = request.limit === undefined;
  for await (const output of outputsOf(scan, input, members, ahead)) yield* pagesOf(output, input, 0);
}

/** How often what a batch left out is asked for again without getting any of it. */
const mostInVain = 3;
/** Milliseconds before it is asked for again, at most; then twice as many. */
const firstPause = 100;

/** How many values an input lists. */
function sizeOf(input: WireStructure): number {
  return Object.values(input).reduce<number>((sum, value) => sum + (isList(value) ? value.length : 0), 0);
}

/** The pages of one call; none where AWS says that there is no such thing. */
async function* outputsOf(
  scan: NativeScan,
  input: WireStructure,
  wanted: WantedMembers | undefined,
  ahead: boolean,
): AsyncGenerator<WireStructure, void, undefined> {
  const { api, path, request, context } = scan;
  const { service, operation, notFound = [] } = path.call;
  const model = await api.model(service);
  const sized = { ...input, ...pageSizeInput(model, operation, input, request.limit) };
  try {
    const call = { service, operation, input: sized, scope: request.scope, changes: false, wanted };
    yield* readPages(api, call, context, { ahead });
  } catch (error) {
    const fault = faultOf(error);
    const code = fault?.code ?? '';
    const isMissing =
      notFound.includes(code) ||
      // That what a list is of is not there says whoever asked: a statement that names a bucket has to know.
      (path.kind === 'get' && isA(error, 'RESOURCE_NOT_FOUND')) ||
      (namesSomething(path) && malformed.test(code)) ||
      (path.kind === 'get' && isA(error, 'VALIDATION_FAILED') && !isPossible(model, operation, input));
    if (!fault || !isMissing) throw error;
    // One missing id fails a call for many: the others are asked for again without it.
    for (const rest of withoutMissing(input, Object.values(path.call.inputs), fault.message)) {
      yield* outputsOf(scan, rest, wanted, ahead);
    }
  }
}

/** EC2's ids that cannot be: `InvalidVpcID.Malformed`. */
const malformed = /\.Malformed$/;

/** Whether what cannot be can be what the call names; else it is an error. */
function namesSomething(path: NativePath): boolean {
  return path.kind === 'get' || path.parameters.some(({ required }) => required);
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
