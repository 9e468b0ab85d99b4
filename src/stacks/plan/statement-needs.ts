import type { NeededPermissions } from '../../catalog/needed-permissions.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Statement, Workers } from '../run/workers.ts';

/** What a statement calls, and what has to be allowed for that. */
export interface StatementNeeds {
  /** `aws.sagemaker.images list_images`. */
  readonly calls: readonly string[];
  readonly permissions: readonly NeededPermissions[];
}

const none: StatementNeeds = { calls: [], permissions: [] };

/** What a statement will need, found without a call. What is wrong with a statement says who runs it. */
export async function statementNeeds(workers: Workers, statement: Statement): Promise<StatementNeeds> {
  const { token: _, ...rest } = statement;
  try {
    const { steps, permissions } = await workers.explain(rest);
    const calls = steps.flatMap(({ resource, method }) => (method === '' ? [] : [`${resource} ${method}`]));
    return { calls: [...new Set(calls)], permissions };
  } catch (error) {
    if (error instanceof SkyqlError) return none;
    throw error;
  }
}
