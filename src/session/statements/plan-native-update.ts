import type { MethodDescription, NativeCall, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { quoteIdentifier } from '../../data/quote.ts';
import { sameJson } from '../../data/same-json.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { UpdateStatement } from '../../sql/statement.ts';
import { providerOf } from '../catalogs.ts';
import type { StatementRun } from '../statement-run.ts';
import type { ChangePlan, PlannedChange } from './change-plan.ts';
import { type ChangedRow, changedRows, nameOf } from './changed-rows.ts';
import { inputName, inputsOf, plainName } from './native-inputs.ts';
import { checkReturning, returningRows } from './returning-rows.ts';

/** An input that the update sends, and where the row says what it is now. */
interface UpdatedInput {
  readonly name: string;
  /** The place of the new value among what the rows were asked for; none of what is only repeated. */
  readonly wanted?: number;
  /** The place of the value as it is; none where no column says it. */
  readonly current?: number;
}

/**
 * UPDATE by an operation of the service's own API: it is given what identifies the row, what SET changes, and, of what it
 * needs besides, what the row has. A row that is so already is not touched.
 */
export async function planNativeUpdate(
  run: StatementRun,
  statement: UpdateStatement,
  description: ResourceDescription,
  method: MethodDescription,
): Promise<ChangePlan> {
  const { call } = method;
  const inputs = await updatedInputs(run, statement, description, method, call.api === 'native' ? call : undefined);
  const table = quoteIdentifier(statement.alias ?? statement.target.parts.at(-1) ?? '');
  const expressions = [
    ...statement.assignments.map(({ expression }) => `(${expression})`),
    ...inputs.columns.map((column) => `${table}.${quoteIdentifier(column)}`),
  ];
  const target = {
    description,
    parts: statement.target.parts,
    alias: statement.alias,
    from: statement.from,
    where: statement.where,
  };
  const { rows } = await changedRows(run, target, expressions);
  const returning = statement.returning;
  if (returning !== undefined) await checkReturning(run, description, returning, statement.alias);
  const changes = rows.map((row) => changeOf(description, method, inputs.inputs, row, statement.hints.wait));
  const provider = providerOf(run.session, description.provider);
  for (const { request, unchanged } of changes) if (unchanged !== true) await provider.check?.(request);
  return {
    verb: 'UPDATE',
    description,
    method,
    isLimited: statement.where !== undefined,
    changes,
    returning:
      returning === undefined
        ? undefined
        : (outcomes) => returningRows(run, description, returning, statement.alias, outcomes),
  };
}

async function updatedInputs(
  run: StatementRun,
  { assignments }: UpdateStatement,
  description: ResourceDescription,
  method: MethodDescription,
  call: NativeCall | undefined,
): Promise<{ readonly inputs: readonly UpdatedInput[]; readonly columns: readonly string[] }> {
  const identifying = new Set(Object.values(call?.inputs ?? {}));
  const columns: string[] = [];
  const currentOf = (name: string): number | undefined => {
    const column = description.columns.find((own) => plainName(own.name) === plainName(name));
    return column === undefined ? undefined : assignments.length + columns.push(column.name) - 1;
  };
  const inputs: UpdatedInput[] = [];
  for (const [index, { column }] of assignments.entries()) {
    const name = await inputName(run, description, method, column);
    if (identifying.has(name)) {
      throw new SkyqlError(
        'IMMUTABLE_PROPERTY',
        `${column} identifies a row of ${resourceId(description)}: it cannot be changed.`,
        {
          hint: 'Name it in WHERE.',
        },
      );
    }
    inputs.push({ name, wanted: index, current: currentOf(name) });
  }
  for (const { name, kind } of await inputsOf(run, description, method)) {
    if (kind !== 'input_required' || identifying.has(name) || inputs.some((input) => input.name === name)) continue;
    const current = currentOf(name);
    if (current !== undefined) inputs.push({ name, current });
  }
  return { inputs, columns };
}

function changeOf(
  description: ResourceDescription,
  method: MethodDescription,
  inputs: readonly UpdatedInput[],
  { identifier, scope, extra }: ChangedRow,
  wait: boolean,
): PlannedChange {
  const properties: Record<string, Value> = {};
  const notes: string[] = [];
  for (const { name, wanted, current } of inputs) {
    const before = current === undefined ? null : (extra[current] ?? null);
    if (wanted === undefined) {
      if (before !== null) properties[name] = before;
      continue;
    }
    const value = extra[wanted] ?? null;
    if (value === null) throw notRemovable(description, method, name);
    properties[name] = value;
    if (current === undefined) notes.push(`set /${name} ${JSON.stringify(value)}`);
    else if (!sameValue(before, value)) {
      notes.push(
        before === null
          ? `add /${name} ${JSON.stringify(value)}`
          : `replace /${name} ${JSON.stringify(before)} -> ${JSON.stringify(value)}`,
      );
    }
  }
  const unchanged = notes.length === 0;
  return {
    request: {
      kind: 'update',
      resource: nameOf(description),
      scope,
      method: method.name,
      identifier,
      properties,
      wait,
    },
    unchanged,
    note: unchanged ? 'no difference, no call' : notes.join('; '),
  };
}

/** SQL says a number or JSON as text where the row has it opened: that is no difference. */
function sameValue(before: Value, wanted: Value): boolean {
  if (sameJson(before, wanted)) return true;
  if (typeof before === 'object' && before !== null && typeof wanted === 'string')
    return sameJson(before, parsed(wanted));
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
