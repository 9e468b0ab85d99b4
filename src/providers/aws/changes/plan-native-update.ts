import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { unorderedLists } from '../../../cloudformation/unordered-lists.ts';
import { jsonPointer } from '../../../data/json-pointer.ts';
import { patchDifference } from '../../../data/patch-difference.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeRequest, PlannedChange } from '../../change.ts';
import { nativeInput } from '../native/apply-native.ts';
import { isNativeMethod } from '../resource-context.ts';
import { inputsOf } from './native-inputs.ts';
import { currentColumn, repeatedInputs } from './native-update-form.ts';
import type { Findings } from './plan-changes.ts';
import type { Planning } from './planning.ts';
import { secretArguments } from './secrets.ts';

/**
 * An update by an operation of the service's own API: it is given what identifies the row, what SET changes, and, of what it
 * needs besides, what the row has. A row that is so already is not touched.
 */
export async function planNativeUpdate(planning: Planning, request: ChangeRequest): Promise<Findings> {
  const { api, catalog, description, method } = planning;
  const set = Object.keys(request.values);
  const repeated = repeatedInputs(method, await inputsOf(catalog, description, method), set);
  const currentOf = (name: string): Value | undefined => {
    const column = currentColumn(description, name);
    return column === undefined ? undefined : (request.row?.[column] ?? null);
  };
  const before: Record<string, Value> = {};
  const after: Record<string, Value> = {};
  const input: Record<string, Value> = {};
  for (const name of set) {
    const value = request.values[name] ?? null;
    if (value === null) throw notRemovable(description, method, name);
    const current = currentOf(name);
    after[name] = value;
    input[name] = value;
    if (current !== undefined) before[name] = current;
  }
  for (const name of repeated) {
    const current = currentOf(name) ?? null;
    if (current !== null) input[name] = current;
  }
  const isUnordered = unorderedLists(await catalog.schema(description.service, description.name));
  const isSame = (name: string) => {
    // The schema knows the list by the property's name, the call by the member's.
    const column = description.columns.find((own) => own.name === currentColumn(description, name));
    const path = jsonPointer([column?.property ?? name]);
    return sameValue(before[name] ?? null, after[name] ?? null, (one, other) => {
      return patchDifference(one, other, path, isUnordered).length === 0;
    });
  };
  const changed = set.filter((name) => !(name in before) || !isSame(name));
  const isUnchanged = changed.length === 0;
  let secrets: readonly string[] = [];
  if (isNativeMethod(method)) {
    const model = await api.model(method.call.service);
    if (!isUnchanged) nativeInput(model, description, method, { ...request, input });
    secrets = secretArguments(model, method.call.operation, { before, after, input, values: request.values });
  }
  return {
    before,
    after,
    input,
    ...(isUnchanged && { unchanged: true }),
    ...(secrets.length > 0 && { secrets }),
    permissions: [],
    noteOf: (shown) => (isUnchanged ? 'no difference, no call' : changed.map((name) => noteOf(shown, name)).join('; ')),
  };
}

function noteOf({ before = {}, after = {} }: PlannedChange, name: string): string {
  const wanted = JSON.stringify(after[name]);
  if (!(name in before)) return `set /${name} ${wanted}`;
  return before[name] === null
    ? `add /${name} ${wanted}`
    : `replace /${name} ${JSON.stringify(before[name])} -> ${wanted}`;
}

/** SQL says a number or JSON as text where the row has it opened: that is no difference. */
function sameValue(
  before: Value,
  wanted: Value,
  areSame: (one: Value | undefined, other: Value | undefined) => boolean,
): boolean {
  if (areSame(before, wanted)) return true;
  if (typeof before === 'object' && before !== null && typeof wanted === 'string')
    return areSame(before, parsed(wanted));
  return typeof before !== 'object' && typeof wanted !== 'object' && String(before) === String(wanted);
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function notRemovable(description: ResourceDescription, method: MethodDescription, name: string): SkyqlError {
  return new SkyqlError(
    'INVALID_VALUE',
    `${method.name} of ${resourceId(description)} cannot take ${name} away: it takes no NULL.`,
    {
      hint: `Give it a value, or see SHOW METHODS IN ${resourceId(description)} for a method that removes it.`,
    },
  );
}
