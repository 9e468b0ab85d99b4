import type { Shape, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { ScanRequest } from '../../provider.ts';
import { coerce } from './coerce.ts';
import { filterInput } from './filters.ts';
import { fixedInput } from './fixed-input.ts';
import { shapeOf } from './member-path.ts';
import type { NativeScan } from './scan-native.ts';

/** The input of the call: parameters, fixed members, filters. Undefined where a parameter has no value: nothing is asked for then. */
export async function scanInput({
  api,
  path,
  description,
  request,
}: Pick<NativeScan, 'api' | 'path' | 'description' | 'request'>): Promise<WireStructure | undefined> {
  const { call } = path;
  const model = await api.model(call.service);
  const input: Shape = shapeOf(model, model.operations[call.operation]?.input) ?? { type: 'structure' };
  const given: Record<string, WireValue> = {};
  for (const [parameter, value] of Object.entries(request.parameters)) {
    const member = memberOf(call, input, parameter);
    const reference = member === undefined ? undefined : input.members?.[member];
    if (member === undefined || !reference) continue;
    if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
    given[member] = coerce(value, reference, model, parameter);
  }
  const timestamps = new Set(description.columns.filter(({ type }) => type === 'timestamp').map(({ name }) => name));
  const filters = filterInput(
    { model, input, filters: call.filters, pathFilters: path.filters, timestamps },
    request.filters,
  );
  const fixed = fixedInput(model, call.operation, call.fixed, request.scope);
  return { ...fixed, ...filters, ...given, ...orderInput(call, request) };
}

function orderInput({ sort }: NativeCall, { order }: ScanRequest): WireStructure {
  const word = order === undefined ? undefined : sort?.words[order.column];
  if (sort === undefined || word === undefined) return {};
  return { [sort.by]: word, [sort.order]: order?.descending === true ? sort.descending : sort.ascending };
}

function memberOf(call: NativeCall, input: Shape, parameter: string): string | undefined {
  const named = call.inputs[parameter];
  if (named !== undefined || parameter === 'region') return named;
  const key = nameKey(parameter.replace(/^data__/, ''));
  return Object.keys(input.members ?? {}).find((name) => nameKey(name) === key);
}
