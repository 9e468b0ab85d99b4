import { findResource } from '../../catalog/find-resource.ts';
import type { ColumnDescription, MethodDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { coerceProperty } from '../../cloudformation/coerce-property.ts';
import { excludingProperties, missingProperties } from '../../cloudformation/property-alternatives.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { validateProperties } from '../../cloudformation/validate-properties.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { placeColumns } from '../../plan/access/choose-path.ts';
import type { InsertStatement } from '../../sql/statement.ts';
import { catalogsOf, providerOf } from '../catalogs.ts';
import { runQuery } from '../run-query.ts';
import type { StatementRun } from '../statement-run.ts';
import { type ChangePlan, methodFor, type PlannedChange } from './change-plan.ts';
import { inputName, inputsOf } from './native-inputs.ts';
import { placeOfChange } from './place-of-change.ts';
import { propertyColumn, refuseReadOnly } from './property-columns.ts';
import { nearKeys, refuseReadOnlyParts } from './property-parts.ts';
import { checkReturning, returningRows } from './returning-rows.ts';

/** INSERT: a row of the source is a resource to create. Everything that can be checked is checked before the first call. */
export async function planInsert(run: StatementRun, statement: InsertStatement): Promise<ChangePlan> {
  const { session } = run;
  const description = await findResource(catalogsOf(session), statement.target.parts, session.use);
  const method = methodFor(description, 'INSERT');
  const provider = providerOf(session, description.provider);
  const schema =
    method.call.api === 'native' ? undefined : await provider.catalog.schema(description.service, description.name);
  const source = await runQuery(run, statement.source);
  const names = statement.columns.length > 0 ? statement.columns : source.columns.map(({ name }) => name);
  if (names.length !== source.columns.length) {
    throw new SkyqlError(
      'WRONG_ARGUMENTS',
      `INSERT names ${names.length} columns and the source has ${source.columns.length}.`,
      {
        hint: 'Give a value for each column.',
      },
    );
  }
  const targets = await Promise.all(names.map((name) => target(run, description, method, schema, name)));
  const changes: PlannedChange[] = [];
  for (const row of source.rows) {
    const values = source.columns.map(({ name }) => row[name] ?? null);
    const place: Record<string, Value> = {};
    const properties: Record<string, Value> = {};
    for (const [index, { name, kind, column }] of targets.entries()) {
      const value = values[index] ?? null;
      if (value === null) continue;
      if (kind === 'place') place[name] = value;
      else
        properties[name] =
          column === undefined || schema === undefined
            ? value
            : coerceProperty(schema, schema.properties[name] ?? {}, value);
    }
    await refuseMissing(run, description, method, schema, properties);
    if (schema !== undefined) refuseInvalid(description, schema, properties);
    const scope = await placeOfChange(provider, place, description, run.context);
    const resource = { provider: description.provider, service: description.service, resource: description.name };
    const request = {
      kind: 'create',
      resource,
      scope,
      method: method.name,
      properties,
      wait: statement.hints.wait,
    } as const;
    await provider.check?.(request);
    changes.push({ request, note: `create ${JSON.stringify(properties)}` });
  }
  const returning = statement.returning;
  if (returning !== undefined) await checkReturning(run, description, returning, undefined);
  return {
    verb: 'INSERT',
    description,
    method,
    changes,
    isLimited: true,
    returning:
      returning === undefined
        ? undefined
        : (outcomes) => returningRows(run, description, returning, undefined, outcomes),
  };
}

interface Target {
  readonly kind: 'place' | 'property';
  readonly name: string;
  readonly column?: ColumnDescription;
}

async function target(
  run: StatementRun,
  description: ResourceDescription,
  method: MethodDescription,
  schema: ResourceSchema | undefined,
  name: string,
): Promise<Target> {
  if (placeColumns.includes(name.toLowerCase())) return { kind: 'place', name: name.toLowerCase() };
  if (schema === undefined) return { kind: 'property', name: await inputName(run, description, method, name) };
  const column = propertyColumn(description, name);
  refuseReadOnly(description, column);
  return { kind: 'property', name: column.property ?? column.name, column };
}

async function refuseMissing(
  run: StatementRun,
  description: ResourceDescription,
  method: MethodDescription,
  schema: ResourceSchema | undefined,
  properties: Readonly<Record<string, Value>>,
): Promise<void> {
  const given = Object.keys(properties);
  const missing =
    schema === undefined
      ? (await inputsOf(run, description, method))
          .filter(({ kind, name }) => kind === 'input_required' && !given.includes(name))
          .map(({ name }) => name)
      : missingProperties(schema, given);
  if (missing.length === 0) return;
  const resource = resourceId(description);
  throw new SkyqlError('MISSING_PARAMETER', `${method.name} of ${resource} needs ${missing.join(', ')}.`, {
    hint: `Add ${missing.length === 1 ? 'it' : 'them'} to the columns and values of the INSERT; SHOW INSERT INTO ${resource} prints a whole one.`,
  });
}

function refuseInvalid(
  description: ResourceDescription,
  schema: ResourceSchema,
  properties: Readonly<Record<string, Value>>,
): void {
  refuseReadOnlyParts(description, schema, properties);
  // Of the sets that exclude each other, the validator only counts.
  const violations = validateProperties(schema, properties).filter(
    (one) => one.path !== '' || !/ subschemas? matched/.test(one.message),
  );
  const excluding = excludingProperties(schema, Object.keys(properties)).map((names) => `takes only one of ${names}`);
  const problems = [...violations.map(({ message }) => message), ...excluding];
  if (problems.length === 0) return;
  throw new SkyqlError('INVALID_VALUE', `${resourceId(description)}: ${problems.join('; ')}`, {
    hint: `${nearKeys(violations)}DESCRIBE METHOD EXTENDED ${resourceId(description)}.create_resource tells what each property takes.`,
  });
}
