import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { coerceProperty } from '../../../cloudformation/coerce-property.ts';
import { namesProperty, pointerPath } from '../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { unorderedLists } from '../../../cloudformation/unordered-lists.ts';
import { validateProperties } from '../../../cloudformation/validate-properties.ts';
import { joinIdentifier } from '../../../data/identifier.ts';
import { type PatchOperation, parsePatch } from '../../../data/json-patch.ts';
import { jsonPointer, pointerKeys, valueAtPointer } from '../../../data/json-pointer.ts';
import { type Difference, patchDifference } from '../../../data/patch-difference.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeRequest, PlannedChange } from '../../change.ts';
import { getResource } from '../cloud-control/request.ts';
import { nameOf } from '../resource-context.ts';
import { patchDocument } from './change-form.ts';
import { readingPermissions } from './change-permissions.ts';
import type { Findings } from './plan-changes.ts';
import type { Planning } from './planning.ts';
import { refuseFixedParts, whatIsMeant } from './property-parts.ts';
import { secretPatch, secretProperties } from './secrets.ts';

type Properties = Readonly<Record<string, Value>>;

/** An update by Cloud Control: the resource is read and its difference to what is wanted computed; or the caller's own patch is sent. */
export async function planUpdate(planning: Planning, request: ChangeRequest): Promise<Findings> {
  const { catalog, description } = planning;
  const schema = await catalog.schema(description.service, description.name);
  if (patchDocument in request.values) return sentPatch(description, schema, request);
  const current = await currentProperties(planning, request);
  const touched = Object.keys(request.values);
  const after = Object.fromEntries(
    touched.map((name) => {
      const value = request.values[name] ?? null;
      return [name, value === null ? null : wantedValue(description, schema, name, value)];
    }),
  );
  const isUnordered = unorderedLists(schema);
  const patch = touched.flatMap((name): readonly Difference[] => {
    const path = jsonPointer([name]);
    const value = after[name] ?? null;
    if (value === null) return patchDifference(current[name], undefined, path);
    // What AWS never tells may be anything now.
    if (isWriteOnly(description, name)) return [{ op: 'add', path, value }];
    return patchDifference(current[name], value, path, isUnordered);
  });
  if (schema) refuseFixedParts(description, schema, current, present(after));
  const before = Object.fromEntries(
    touched.flatMap((name) => (current[name] === undefined ? [] : [[name, current[name]]])),
  );
  const secrets =
    schema === undefined ? [] : [...secretProperties(schema, { before, after }), ...secretPatch(schema, patch)];
  return {
    before,
    after,
    patch,
    ...(patch.length === 0 ? { unchanged: true } : unsentOf(description, schema, patch)),
    ...(secrets.length > 0 && { secrets }),
    permissions: readingPermissions(description, [request]),
    noteOf: noteOfPatch,
  };
}

async function currentProperties({ api, description, context }: Planning, request: ChangeRequest): Promise<Properties> {
  const { cloudFormationType } = description;
  if (!cloudFormationType) {
    const name = nameOf(request.resource);
    throw new SkyqlError('UNSUPPORTED_ACTION', `${name} is no CloudFormation type, so it cannot be updated.`, {
      hint: `See SHOW METHODS IN ${name} for what it can do with EXEC.`,
    });
  }
  const identifier = joinIdentifier(request.key ?? []) ?? '';
  return (await getResource(api, cloudFormationType, identifier, request.scope, context)).properties;
}

function sentPatch(
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
  { values }: ChangeRequest,
): Findings {
  const given = values[patchDocument] ?? null;
  const patch = typeof given === 'string' ? given : JSON.stringify(given);
  const operations = operationsOf(patch);
  const isSecret = schema !== undefined && secretPatch(schema, operations).length > 0;
  return {
    patch,
    ...(operations.length > 0 && unsentOf(description, schema, operations)),
    ...(isSecret && { secrets: ['/patch', `/values/${patchDocument}`] }),
    permissions: [],
    noteOf: (shown) => `patch ${shown.patch}`,
  };
}

/** The operations of a patch that is sent as it is; none of a text that is none, which AWS will say. */
function operationsOf(text: string): readonly PatchOperation[] {
  try {
    return parsePatch(text);
  } catch {
    return [];
  }
}

/** The handler is given what can be read, patched: what is never told is not in it unless the patch sets it. */
function unsentOf(
  { columns }: ResourceDescription,
  schema: ResourceSchema | undefined,
  patch: readonly PatchOperation[],
): Pick<PlannedChange, 'unsent'> {
  const { writeOnlyProperties = [], readOnlyProperties, createOnlyProperties } = schema ?? {};
  const sent = new Set(patch.map(({ path }) => pointerKeys(path)[0]));
  const unsent = writeOnlyProperties.map(pointerPath).flatMap((path) => {
    const [name = ''] = path;
    const isFixed = [readOnlyProperties, createOnlyProperties].some((pointers) => namesProperty(pointers, [name]));
    if (path.length > 1 || isFixed || sent.has(name)) return [];
    return [columns.find((column) => (column.property ?? column.name) === name)?.name ?? name];
  });
  return unsent.length === 0 ? {} : { unsent };
}

function isWriteOnly({ columns }: ResourceDescription, property: string): boolean {
  return columns.some((column) => (column.property ?? column.name) === property && column.writeOnly === true);
}

function present(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function wantedValue(
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
  name: string,
  value: Value,
): Value {
  if (schema === undefined) return value;
  const wanted = coerceProperty(schema, schema.properties[name] ?? {}, value);
  const path = jsonPointer([name]);
  const problem = validateProperties(
    { ...schema, required: [], oneOf: undefined, anyOf: undefined },
    { [name]: wanted },
  ).find((own) => own.path === path || own.path.startsWith(`${path}/`));
  if (problem === undefined) return wanted;
  throw new SkyqlError('INVALID_VALUE', `${resourceId(description)}: ${problem.message}`, {
    hint: `Nothing was changed. ${whatIsMeant([problem])}DESCRIBE METHOD EXTENDED ${resourceId(description)}.update_resource tells what each property takes.`,
  });
}

function noteOfPatch({ patch, before = {} }: PlannedChange): string {
  if (typeof patch === 'string' || patch === undefined || patch.length === 0) return 'no difference, no call';
  return patch.map((operation) => noteOf(operation, before)).join('; ');
}

function noteOf(operation: Difference, current: Properties): string {
  if (operation.op === 'add') return `add ${operation.path} ${JSON.stringify(operation.value)}`;
  const before = JSON.stringify(valueAtPointer(current, operation.path));
  return operation.op === 'remove'
    ? `remove ${operation.path} ${before}`
    : `replace ${operation.path} ${before} -> ${JSON.stringify(operation.value)}`;
}
