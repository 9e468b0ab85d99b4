import { cellsOf } from '../../data/cells-of.ts';
import { changeTable } from '../../session/change-table.ts';
import type { Database, ParameterValue, QueryOptions, Warning } from '../../session/database.ts';
import { splitScript } from '../../sql/split-script.ts';
import type { PrintedResult, Step } from '../../terminal/run-script.ts';
import { namedIn } from '../../terminal/script-steps.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { writePlanFile } from './write-plan-file.ts';

export interface PlanRequest {
  readonly script: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly file: string;
  /** Whether a plan that could not see everything is written. */
  readonly strict: boolean;
}

/** `--plan-out`: the one statement of a script is planned into a file instead of being run; its changes are the rows. */
export function planStep(database: Pick<Database, 'plan'>, { script, parameters, file, strict }: PlanRequest): Step {
  const [statement, second] = splitScript(script);
  if (statement === undefined || second !== undefined)
    throw new UsageError('--plan-out takes one statement.', 'Make a plan of each, in a file of its own.');
  const { text, offset } = statement;

  async function run(options: QueryOptions): Promise<PrintedResult> {
    const warnings: Warning[] = [];
    let calls = 0;
    let retries = 0;
    let bytes = 0;
    let waitedMilliseconds = 0;
    const started = performance.now();
    const { plan, ...saved } = await database.plan(text, namedIn(text, parameters), {
      ...options,
      onProgress(update) {
        if (update.kind === 'warning') warnings.push(update.warning);
        if (update.kind === 'call') {
          calls += 1;
          bytes += update.call.bytes;
          waitedMilliseconds += update.call.waited;
        }
        if (update.kind === 'call' && update.call.attempt > 1) retries += 1;
        options.onProgress?.(update);
      },
    });
    const isComplete = warnings.every(({ kind }) => kind !== 'incomplete');
    if (isComplete || !strict) await writePlanFile(file, { ...saved, plan });
    const { columns, rows } = changeTable(plan.changes);
    const milliseconds = performance.now() - started;
    const statistics = { calls, kept: 0, retries, pages: 0, rowsFetched: 0, milliseconds, bytes, waitedMilliseconds };
    return { command: 'PLAN', columns, failures: 0, warnings, statistics, batches: () => [cellsOf(columns, rows)] };
  }

  return { text, before: script.slice(0, offset), run };
}
