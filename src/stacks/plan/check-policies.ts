import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Row } from '../../data/value.ts';
import { positionAt } from '../../errors/position-at.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { splitScript } from '../../sql/split-script.ts';
import type { StackRun } from '../run/stack-run.ts';
import type { StackPlan } from './stack-plan.ts';

/** A row that a policy has found. */
export interface Violation {
  /** The file, as the user would write it. */
  readonly policy: string;
  /** Whether it only warns: that of a `warn_*.sql`. */
  readonly isWarning: boolean;
  readonly message: string;
}

const columns = [
  ...['address', 'type', 'resource', 'identifier', 'connection', 'region', 'reason'].map(
    (name) => `r ->> '${name}' AS ${name}`,
  ),
  ...['before', 'after'].map((name) => `r -> '${name}' AS ${name}`),
  ...['actions', 'after_unknown', 'sensitive', 'replace_paths', 'drift', 'calls', 'depends_on'].map(
    (name) => `CAST(r -> '${name}' AS VARCHAR[]) AS ${name}`,
  ),
].join(', ');

/** Whether a stack has policies: `policies/*.sql`. */
export async function policiesOf(directory: string): Promise<readonly string[]> {
  const folder = join(directory, 'policies');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => join(folder, name));
}

/**
 * Asks each policy of a stack, a query over the table `stack.plan`, what it has against a plan: each row is a violation. Throws
 * what is wrong with a policy, with its file and line.
 */
export async function checkPolicies(
  run: StackRun,
  plan: StackPlan,
  known?: readonly string[],
): Promise<readonly Violation[]> {
  const files = known ?? (await policiesOf(run.stack.manifest.directory));
  if (files.length === 0) return [];
  return run.workers.alone(async (ask) => {
    await ask('CREATE SCHEMA IF NOT EXISTS stack');
    const resources = JSON.stringify(plan.resources);
    await ask(`CREATE OR REPLACE TABLE stack.plan AS SELECT ${columns} FROM (SELECT unnest(CAST($1 AS JSON[])) AS r)`, [
      resources,
    ]);
    const violations: Violation[] = [];
    for (const file of files) {
      const policy = relative('.', file) || file;
      const text = await readFile(file, 'utf8');
      try {
        for (const { text: sql } of splitScript(text))
          for (const row of await ask(sql))
            violations.push({ policy, isWarning: /(^|[\\/])warn_[^\\/]*$/.test(file), message: messageOf(run, row) });
      } catch (error) {
        throw inPolicy(policy, text, error);
      }
    }
    return violations;
  });
}

/** Throws POLICY_VIOLATED where a policy that does not only warn has found anything. */
export function refuseViolations(violations: readonly Violation[]): void {
  const refused = violations.filter(({ isWarning }) => !isWarning);
  if (refused.length === 0) return;
  const lines = refused.map(({ policy, message }) => `${policy}: ${message}`).join('\n');
  throw new SkyqlError(
    'POLICY_VIOLATED',
    `Nothing was changed: ${refused.length === 1 ? '' : `${refused.length} rows. `}${lines}`,
    {
      hint: 'A policy is a query over stack.plan, and each of its rows is against the build. One named warn_*.sql only warns.',
    },
  );
}

function messageOf({ redactor }: StackRun, row: Row): string {
  const { message } = row;
  return redactor.text(typeof message === 'string' ? message : JSON.stringify(row));
}

function inPolicy(policy: string, text: string, error: unknown): unknown {
  if (!(error instanceof SkyqlError)) return error;
  const { line, column } = error.position ?? positionAt(text, 0);
  return new SkyqlError(error.code, `${policy}:${line}:${column}: ${error.message}`, {
    ...(error.hint !== undefined && { hint: error.hint }),
    ...(error.position !== undefined && { position: error.position }),
    cause: error,
  });
}
