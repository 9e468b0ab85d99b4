import { findResource } from '../../catalog/find-resource.ts';
import type { ColumnDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { coerceProperty } from '../../cloudformation/coerce-property.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { validateProperties } from '../../cloudformation/validate-properties.ts';
import { jsonPointer, valueAtPointer } from '../../data/json-pointer.ts';
import { type Difference, patchDifference } from '../../data/patch-difference.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { mapConcurrently } from '../../execute/merge.ts';
import { callPermissions, partsOf } from '../../plan/needed-permissions.ts';
import type { Assignment, UpdateStatement } from '../../sql/statement.ts';
import { catalogsOf, providerOf } from '../catalogs.ts';
import type { StatementRun } from '../statement-run.ts';
import { type ChangePlan, methodFor, type PlannedChange } from './change-plan.ts';
import { type ChangedRow, changedRows, nameOf } from './changed-rows.ts';
import { planNativeUpdate } from './plan-native-update.ts';
import { propertyColumn, refuseReadOnly } from './property-columns.ts';
import { nearKeys, refuseFixedParts } from './property-parts.ts';
import { checkReturning, returningRows } from './returning-rows.ts';

const patchDocument = 'data__patchdocument';
const readsAtOnce = 16;

/** UPDATE: each matching resource is read and its difference to what is wanted computed; or the caller's own patch is sent. */
export async function planUpdate(run: StatementRun, statement: UpdateStatement): Promise<ChangePlan> {
  const { session } = run;
  const description = await findResource(catalogsOf(session), statement.target.parts, session.use);
  const method = methodFor(description, 'UPDATE');
  if (method.call.api === 'native') return planNativeUpdate(run, statement, description, method);
  const own = statement.assignments.find(({ column }) => column.toLowerCase() === patchDocument);
  const columns = own === undefined ? statement.assignments.map((assignment) => settable(description, assignment)) : [];
  if (own !== undefined && statement.assignments.length > 1) {
    throw new SkyqlError('WRONG_ARGUMENTS', 'data__PatchDocument is a whole patch and stands alone in SET.', {
      hint: 'Set properties, or send your own patch.',
    });
  }
  const target = {
    description,
    parts: statement.target.parts,
    alias: statement.alias,
    from: statement.from,
    where: statement.where,
  };
  const { rows } = await changedRows(
    run,
    target,
    statement.assignments.map(({ expression }) => `(${expression})`),
  );
  const plan = async (row: ChangedRow): Promise<PlannedChange> =>
    own === undefined
      ? computedChange(run, description, method.name, columns, row, statement.hints.wait)
      : sentChange(description, method.name, row, statement.hints.wait);
  const returning = statement.returning;
  if (returning !== undefined) await checkReturning(run, description, returning, statement.alias);
  return {
    verb: 'UPDATE',
    description,
    method,
    isLimited: statement.where !== undefined,
    changes: await mapConcurrently(rows, readsAtOnce, plan),
    returning:
      returning === undefined
        ? undefined
        : (outcomes) => returningRows(run, description, returning, statement.alias, outcomes),
  };
}

function settable(description: ResourceDescription, { column }: Assignment): ColumnDescription {
  const found = propertyColumn(description, column);
  refuseReadOnly(description, found);
  if (found.createOnly !== true) return found;
  throw new SkyqlError(
    'IMMUTABLE_PROPERTY',
    `${found.property ?? found.name} of ${resourceId(description)} cannot be changed once it is created.`,
    {
      hint: 'Create a new resource with the new value, then delete the old one.',
    },
  );
}

async function computedChange(
  run: StatementRun,
  description: ResourceDescription,
  method: string,
  columns: readonly ColumnDescription[],
  { identifier, scope, extra }: ChangedRow,
  wait: boolean,
): Promise<PlannedChange> {
  const provider = providerOf(run.session, description.provider);
  const resource = nameOf(description);
  const schema = await provider.catalog.schema(description.service, description.name);
  const reading = description.methods.find(({ name }) => name === 'get_resource');
  if (reading !== undefined) {
    const read = [{ identifier: partsOf(description.identifier, identifier), region: scope.region }];
    run.needs([callPermissions(description, { ...reading, method: reading.name }, read)]);
  }
  const current = await provider.read({ resource, scope, identifier }, run.context);
  const wanted: Record<string, Value> = {};
  const patch = columns.flatMap((column, index): readonly Difference[] => {
    const name = column.property ?? column.name;
    const path = jsonPointer([name]);
    const value = extra[index] ?? null;
    if (value === null) return patchDifference(current[name], undefined, path);
    const own = wantedValue(description, schema, name, value);
    wanted[name] = own;
    // What AWS never tells may be anything now.
    return column.writeOnly ? [{ op: 'add', path, value: own }] : patchDifference(current[name], own, path);
  });
  if (schema) refuseFixedParts(description, schema, current, wanted);
  return {
    request: { kind: 'update', resource, scope, method, identifier, patch, wait },
    unchanged: patch.length === 0,
    note:
      patch.length === 0 ? 'no difference, no call' : patch.map((operation) => noteOf(operation, current)).join('; '),
  };
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
    hint: `Nothing was changed. ${nearKeys([problem])}DESCRIBE METHOD EXTENDED ${resourceId(description)}.update_resource tells what each property takes.`,
  });
}

function sentChange(
  description: ResourceDescription,
  method: string,
  { identifier, scope, extra }: ChangedRow,
  wait: boolean,
): PlannedChange {
  const [patch = null] = extra;
  const text = typeof patch === 'string' ? patch : JSON.stringify(patch);
  return {
    request: { kind: 'update', resource: nameOf(description), scope, method, identifier, patch: text, wait },
    note: `patch ${text}`,
  };
}

function noteOf(operation: Difference, current: Readonly<Record<string, Value>>): string {
  if (operation.op === 'add') return `add ${operation.path} ${JSON.stringify(operation.value)}`;
  const before = JSON.stringify(valueAtPointer(current, operation.path));
  return operation.op === 'remove'
    ? `remove ${operation.path} ${before}`
    : `replace ${operation.path} ${before} -> ${JSON.stringify(operation.value)}`;
}
