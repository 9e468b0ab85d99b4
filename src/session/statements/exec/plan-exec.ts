import { findResource } from '../../../catalog/find-resource.ts';
import { isPlaceColumn } from '../../../catalog/is-place-column.ts';
import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { findMethod } from '../../../naming/find-method.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { Provider } from '../../../providers/provider.ts';
import type { ExecStatement } from '../../../sql/statement.ts';
import { catalogsOf, providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { givenRows } from '../change/given-rows.ts';
import { placeOfChange } from '../change/place-of-change.ts';
import { readForChange } from '../change/read-for-change.ts';
import { refuseTwice } from '../change/refuse-twice.ts';
import { resourceName } from '../change/resource-name.ts';

/** EXEC: the arguments computed, the place found, nothing called yet. */
export async function planExec(run: StatementContext, statement: ExecStatement): Promise<ChangePlan> {
  const { session } = run;
  const description = await findResource(catalogsOf(session), statement.method.parts.slice(0, -1), session.use);
  const method = findMethod(description, statement.method.parts.at(-1) ?? '');
  const provider = providerOf(session, description.provider);
  refuseTwice(
    'EXEC',
    statement.arguments.map(({ name }) => name),
  );
  const values = await argumentValues(run, statement);
  const place = Object.fromEntries(
    placeColumnNames.map((name) => [name, argumentOf(values, name)]).filter(([, value]) => value !== undefined),
  );
  const properties = Object.fromEntries(Object.entries(values).filter(([name]) => !isPlaceColumn(name)));
  const named = { ...impliedPlace(provider, properties), ...place };
  const scope = await placeOfChange(provider, named, description, run.context);
  const resource = resourceName(description);
  const request = {
    kind: 'execute',
    resource,
    scope,
    method: method.name,
    values: properties,
    wait: statement.hints.wait,
  } as const;
  return {
    verb: 'EXEC',
    resource,
    method: method.name,
    isChange: method.changes,
    isLimited: true,
    changes: await provider.plan([request], run.context),
    permissions: [],
  };
}

/** The region that the arguments' ARNs agree on. */
function impliedPlace(provider: Provider, properties: Readonly<Record<string, Value>>): { readonly region?: string } {
  const regions = Object.values(properties).flatMap((value) =>
    typeof value === 'string' ? [provider.locate(value).region] : [],
  );
  const [only, second] = [...new Set(regions.filter((region) => region !== undefined && region !== ''))];
  return only === undefined || second !== undefined ? {} : { region: only };
}

async function argumentValues(
  run: StatementContext,
  statement: ExecStatement,
): Promise<Readonly<Record<string, Value>>> {
  const given = statement.arguments.map(({ name }) => name);
  const expressions = [
    ...statement.arguments.map(({ expression }) => `(${expression})`),
    ...(statement.json === undefined ? [] : [`(${statement.json})`]),
  ];
  if (expressions.length === 0) return {};
  const [values = []] = givenRows(await readForChange(run, `SELECT ${expressions.join(', ')}`));
  for (const [index, { name, expression }] of statement.arguments.entries())
    if ((values[index] ?? null) === null && !isGivenAsNull(expression)) throw nullArgument(name);
  const named = Object.fromEntries(
    given.map((name, index) => [name, values[index] ?? null]).filter(([, value]) => value !== null),
  );
  return statement.json === undefined ? named : { ...jsonArguments(values.at(-1) ?? null), ...named };
}

/** Whether it stands there that there is no value: as NULL, or as a parameter that a program fills. */
function isGivenAsNull(expression: string): boolean {
  return /^\(*\s*(?:null|getvariable\('[^']*'\))\s*\)*$/i.test(expression.trim());
}

/** A query that found nothing means no call without the argument: an image's key would be another one, its region the session's. */
function nullArgument(name: string): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `The argument ${name} is NULL: nothing was found for it.`, {
    hint: `Run its expression by itself to see why. To call without it, leave it out or write @${name} = NULL.`,
  });
}

function jsonArguments(value: Value): Readonly<Record<string, Value>> {
  const opened = typeof value === 'string' ? parsed(value) : value;
  if (typeof opened === 'object' && opened !== null && !Array.isArray(opened))
    return opened as Readonly<Record<string, Value>>;
  throw new SkyqlError('INVALID_VALUE', '@@json is not a JSON object.', {
    hint: `Write @@json = '{"ImageId": "ami-..."}'.`,
  });
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

function argumentOf(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.entries(values).find(([own]) => own.toLowerCase() === name)?.[1];
}
