import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { callPermissions, partsOf } from '../../../plan/needed-permissions.ts';
import type { MutationRequest } from '../../../providers/provider.ts';
import type { DeleteStatement, ExecStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';
import { foreseenResources } from '../../foresee-reads.ts';
import type { StatementRun } from '../../statement-run.ts';
import { changePermissions } from '../change-permissions.ts';
import type { ChangePlan } from '../change-plan.ts';
import { nameOf } from '../changed-rows.ts';
import { planDelete } from '../plan-delete.ts';
import { planInsert } from '../plan-insert.ts';
import { planUpdate } from '../plan-update.ts';
import { planExec } from '../run-exec.ts';
import type { Explanation } from './explanation.ts';

type ChangeStatement = InsertStatement | UpdateStatement | DeleteStatement;

/** What a statement that changes the cloud would do. It is planned, and nothing is sent that changes anything. */
export async function explainChange(
  run: StatementRun,
  statement: ChangeStatement | ExecStatement,
  analyze: boolean,
): Promise<Explanation> {
  switch (statement.kind) {
    case 'insert':
      return changeSteps(run, statement, refuseAnalyze(analyze, await planInsert(run, statement)));
    case 'update':
      return updateSteps(run, statement, refuseAnalyze(analyze, await planUpdate(run, statement)));
    case 'delete':
      return changeSteps(run, statement, refuseAnalyze(analyze, await planDelete(run, statement)));
    case 'exec':
      return execSteps(refuseAnalyze(analyze, await planExec(run, statement)));
  }
}

function refuseAnalyze<Plan>(analyze: boolean, plan: Plan): Plan {
  if (!analyze) return plan;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', 'EXPLAIN ANALYZE runs the statement, and this one changes the cloud.', {
    hint: 'EXPLAIN shows what it would do; run it by itself to do it.',
  });
}

function changeSteps(
  run: StatementRun,
  statement: ChangeStatement,
  { changes, description, method }: ChangePlan,
): Explanation {
  const requests = changes.map(({ request }) => request);
  return {
    permissions: changePermissions(description, method, [
      ...requests,
      ...(run.foresees && requests.length === 0 ? foreseenRequests(run, statement, description, method) : []),
    ]),
    steps: changes.map(({ request, unchanged, note }) => ({
      resource: request.identifier ?? resourceId(description),
      method: method.name,
      region: request.scope.region,
      filters: '',
      calls: unchanged === true ? 0 : 1,
      note,
    })),
  };
}

/** The changes that a statement will make, as far as its text says: of which resources, and which roles it passes. */
function foreseenRequests(
  run: StatementRun,
  statement: ChangeStatement,
  description: ResourceDescription,
  method: MethodDescription,
): readonly MutationRequest[] {
  const { kind, hints } = statement;
  const shared = { resource: nameOf(description), method: method.name, wait: hints.wait };
  const text = kind === 'update' ? statement.assignments.map(({ expression }) => expression).join(' ') : '';
  const properties = { roles: [...text.matchAll(/'(arn:[^:']+:iam::[^']+)'/g)].map(([, role = '']) => role) };
  const nowhere = { connection: '', region: '' };
  const some = kind === 'insert' ? [] : foreseenResources(run.foreseen, resourceId(description));
  const mutation = ({ insert: 'create', update: 'update', delete: 'delete' } as const)[kind];
  return some.length === 0
    ? [{ ...shared, kind: mutation, scope: nowhere, properties }]
    : some.map((one) => ({ ...shared, ...one, kind: mutation, properties }));
}

/** An UPDATE by Cloud Control reads each resource before it changes it. */
function updateSteps(run: StatementRun, statement: UpdateStatement, plan: ChangePlan): Explanation {
  const { description, method } = plan;
  const explanation = changeSteps(run, statement, plan);
  const reading = description.methods.find(({ name }) => name === 'get_resource');
  if (!run.foresees || method.call.api === 'native' || reading === undefined) return explanation;
  const read = foreseenResources(run.foreseen, resourceId(description)).map(({ identifier, scope }) => ({
    identifier: partsOf(description.identifier, identifier),
    region: scope.region,
  }));
  const need = callPermissions(description, { ...reading, method: reading.name }, read.length === 0 ? undefined : read);
  return { ...explanation, permissions: [...explanation.permissions, need] };
}

function execSteps({ request, method, description }: Awaited<ReturnType<typeof planExec>>): Explanation {
  const note = `${method.changes ? 'changes the cloud: ' : ''}${JSON.stringify(request.properties ?? {})}`;
  const step = {
    resource: resourceId(description),
    method: method.name,
    region: request.scope.region,
    filters: '',
    calls: 1,
    note,
  };
  return { steps: [step], permissions: changePermissions(description, method, [request]) };
}
