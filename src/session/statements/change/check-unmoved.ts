import { sameJson } from '../../../data/same-json.ts';
import type { Row, Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { ChangeRequest, PlannedChange } from '../../../providers/change.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { reread } from './reread.ts';

type Properties = Readonly<Record<string, Value>>;

/**
 * Refuses a plan that would be another one today. What the statement read of each resource is read again, and the provider
 * plans each change again: it must find the same and come to the same.
 */
export async function checkUnmoved(run: StatementContext, plan: ChangePlan): Promise<void> {
  const rows = await reread(run, plan);
  for (const [index, change] of plan.changes.entries()) {
    const row = rows[index];
    if (change.key === undefined) continue;
    if (row === undefined) throw moved(change, 'it is not there any more');
    refuseDifference(change, change.row ?? {}, row);
  }
  const requests = plan.changes.map((change, index) => requestOf(change, rows[index]));
  const provider = providerOf(run.session, plan.resource.provider);
  const now = plainJson(await provider.plan(requests, run.context));
  for (const [index, change] of plan.changes.entries()) {
    const today = now[index];
    refuseDifference(change, change.before ?? {}, today?.before ?? {});
    const isSame = (['after', 'patch', 'input', 'unchanged', 'identifier'] as const).every((part) =>
      sameJson(asJson(change[part]), asJson(today?.[part])),
    );
    if (!isSame) throw moved(change, 'the same statement would do something else now');
  }
}

function requestOf(
  { kind, resource, scope, method, key, values, clientToken, wait }: PlannedChange,
  row: Row | undefined,
): ChangeRequest {
  return {
    kind,
    resource,
    scope,
    method,
    values,
    wait,
    ...(key && { key }),
    ...(clientToken !== undefined && { clientToken }),
    ...(row && { row }),
  };
}

/** As the plan is that was kept: without what JSON does not have. */
function plainJson(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  return JSON.parse(JSON.stringify(changes)) as readonly PlannedChange[];
}

function asJson(part: unknown): Value | undefined {
  return part as Value | undefined;
}

function refuseDifference(change: PlannedChange, before: Properties, now: Properties): void {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const name = names.find((one) => !sameJson(before[one] ?? null, now[one] ?? null));
  if (name === undefined) return;
  throw moved(
    change,
    `${name} was ${JSON.stringify(before[name] ?? null)} and is ${JSON.stringify(now[name] ?? null)}`,
  );
}

function moved({ identifier, scope }: PlannedChange, what: string): SkyqlError {
  return new SkyqlError(
    'PLAN_OUTDATED',
    `Since the plan was made, ${identifier ?? 'a resource'} has changed: ${what}.`,
    {
      hint: 'Nothing was changed. Make the plan again.',
      scope,
    },
  );
}
