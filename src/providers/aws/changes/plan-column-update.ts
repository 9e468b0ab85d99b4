import type { ColumnInput, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeForm, ChangeRequest } from '../../change.ts';
import { nativeInput } from '../native/apply-native.ts';
import { isNativeMethod } from '../resource-context.ts';
import { type ColumnChange, columnCalls, type MeantCall } from './column-calls.ts';
import { plainName } from './native-inputs.ts';
import type { Findings } from './plan-changes.ts';
import type { Planning } from './planning.ts';

/** The columns that an update sets by calls of their own, by the names of the statement. Throws IMMUTABLE_PROPERTY. */
export function columnUpdateForm(description: ResourceDescription, names: readonly string[]): ChangeForm {
  const settable = Object.keys(description.changes?.update ?? {});
  const columns = names.map((name) => {
    const column = settable.find((own) => plainName(own) === plainName(name));
    if (column !== undefined) return column;
    const known = description.columns.some((own) => plainName(own.name) === plainName(name));
    throw new SkyqlError(
      known ? 'IMMUTABLE_PROPERTY' : 'UNKNOWN_COLUMN',
      known
        ? `${name} of ${resourceId(description)} cannot be set.`
        : `${resourceId(description)} has no column ${name} that can be set.`,
      { hint: `UPDATE sets ${settable.join(', ')}.` },
    );
  });
  return { names: columns, columns };
}

/** The methods that may set these columns. */
export function columnMethods(description: ResourceDescription, columns: readonly string[]): readonly string[] {
  const calls = columns.flatMap((column) => description.changes?.update?.[column]?.calls ?? []);
  return [...new Set(calls.map(({ method }) => method))];
}

/**
 * A request a call of what an update of columns comes to, those first that others could not be made after. A resource that is so
 * already has one, which changes nothing.
 */
export function columnRequests(description: ResourceDescription, request: ChangeRequest): readonly ChangeRequest[] {
  const meant = Object.keys(request.values).flatMap((column) =>
    callsOf(description, request, column).map(({ call }) => ({ call, column })),
  );
  const ordered = (['first', undefined, 'last'] as const).flatMap((order) =>
    meant.filter(({ call }) => call.order === order),
  );
  if (ordered.length > 0)
    return ordered.map(({ call, column }) => ({
      ...request,
      method: call.method,
      values: { [column]: request.values[column] ?? null },
    }));
  const [first = ''] = columnMethods(description, Object.keys(request.values));
  return [{ ...request, method: first }];
}

/** An update of one column by one of its calls. */
export async function planColumnUpdate(planning: Planning, request: ChangeRequest): Promise<Findings> {
  const { api, description, method } = planning;
  const columns = Object.keys(request.values);
  const before = Object.fromEntries(columns.map((column) => [column, request.row?.[column] ?? null]));
  const after = request.values;
  const found = columns.flatMap((column) =>
    callsOf(description, request, column)
      .filter(({ call }) => call.method === method.name)
      .map((meant) => ({ column, meant })),
  );
  const [only] = found;
  if (only === undefined || !isNativeMethod(method))
    return { before, after, unchanged: true, permissions: [], noteOf: () => 'no difference, no call' };
  const input = filled(only.meant, request.values[only.column] ?? null);
  nativeInput(await api.model(method.call.service), description, method, { ...request, input });
  return { before, after, input, permissions: [], noteOf: () => noteOf(only.column, only.meant, before, after) };
}

function callsOf(description: ResourceDescription, request: ChangeRequest, column: string): readonly MeantCall[] {
  const update = description.changes?.update?.[column];
  if (update === undefined) return [];
  const change: ColumnChange = {
    column,
    before: request.row?.[column] ?? null,
    wanted: request.values[column] ?? null,
  };
  return columnCalls(description, update, change);
}

function filled({ call, added, removed }: MeantCall, value: Value): Readonly<Record<string, Value>> {
  const places: Readonly<Record<string, Value>> = { $value: value, $added: added, $removed: removed };
  const fill = (input: ColumnInput): Value => {
    if (Array.isArray(input)) return input.map(fill);
    if (typeof input === 'object') return membersOf(input as Readonly<Record<string, ColumnInput>>);
    return typeof input === 'string' && input in places ? (places[input] ?? null) : input;
  };
  // What there is none of is left out: an empty list is refused by some calls.
  const membersOf = (members: Readonly<Record<string, ColumnInput>>) =>
    Object.fromEntries(
      Object.entries(members)
        .map(([name, input]) => [name, fill(input)] as const)
        .filter(([, one]) => one !== null),
    );
  return membersOf(call.input);
}

function noteOf(
  column: string,
  { call, added, removed }: MeantCall,
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): string {
  const parts = [
    ...(added !== null && call.for !== 'removed' ? [`add to /${column} ${JSON.stringify(added)}`] : []),
    ...(removed !== null && call.for !== 'added' ? [`remove from /${column} ${JSON.stringify(removed)}`] : []),
  ];
  if (parts.length > 0) return parts.join('; ');
  return `replace /${column} ${JSON.stringify(before[column])} -> ${JSON.stringify(after[column])}`;
}
