import type { NeededPermissions } from '../../catalog/needed-permissions.ts';
import { isObject } from '../../data/is-object.ts';
import type { Row, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Statement, Workers } from '../run/workers.ts';

/** What a statement calls, and what has to be allowed for that. */
export interface StatementNeeds {
  /** `aws.sagemaker.images list_images`. */
  readonly calls: readonly string[];
  readonly permissions: readonly NeededPermissions[];
}

const none: StatementNeeds = { calls: [], permissions: [] };

/** Asks by EXPLAIN, which calls nothing, what a statement will need. What is wrong with a statement says who runs it. */
export async function statementNeeds(workers: Workers, statement: Statement): Promise<StatementNeeds> {
  const { token: _, ...rest } = statement;
  try {
    const { rows } = await workers.run({ ...rest, sql: `EXPLAIN (POLICY) ${statement.sql}` });
    const permissions = rows.flatMap((row) => permissionsIn(Object.values(row)[0] ?? null));
    // EXPLAIN of these would look for what they change.
    const seeks = /^\s*(\/\*[\s\S]*?\*\/\s*)*(UPDATE|DELETE)\b/i.test(statement.sql);
    const steps = seeks ? [] : (await workers.run({ ...rest, sql: `EXPLAIN ${statement.sql}` })).rows;
    return { calls: [...new Set(steps.flatMap(callOf))], permissions };
  } catch (error) {
    if (error instanceof SkyqlError) return none;
    throw error;
  }
}

function callOf({ resource, method }: Row): readonly string[] {
  return typeof resource === 'string' && typeof method === 'string' ? [`${resource} ${method}`] : [];
}

/** A policy's statements, as what is needed. */
function permissionsIn(document: Value): readonly NeededPermissions[] {
  const policy = typeof document === 'string' ? (JSON.parse(document) as Value) : document;
  if (!isObject(policy)) return [];
  const { Statement = [] } = policy as { readonly Statement?: Value };
  return ([Statement].flat() as readonly Value[]).flatMap((one): NeededPermissions[] => {
    if (!isObject(one)) return [];
    const { Action = [], Resource = '*' } = one as { readonly Action?: Value; readonly Resource?: Value };
    const actions = ([Action].flat() as readonly Value[]).map(String);
    const arns = ([Resource].flat() as readonly Value[]).map(String);
    const limitedTo = arns.includes('*') ? undefined : { actions, arns };
    return [{ resource: 'aws.stack', method: 'query', actions, ...(limitedTo && { limitedTo }) }];
  });
}
