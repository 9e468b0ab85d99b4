import type { Catalog } from '../../../catalog/catalog.ts';
import { joinIdentifier } from '../../../data/identifier.ts';
import { type ChangeRequest, columnUpdates, type PlannedChange } from '../../change.ts';
import type { CallContext } from '../../provider.ts';
import { withoutSecrets } from '../../without-secrets.ts';
import type { AwsApi } from '../aws-api.ts';
import { inOrder } from '../in-order.ts';
import { describe, methodOf } from '../resource-context.ts';
import { clientToken } from './change-form.ts';
import { changePermissions } from './change-permissions.ts';
import { columnRequests, planColumnUpdate } from './plan-column-update.ts';
import { planCreate } from './plan-create.ts';
import { planDelete } from './plan-delete.ts';
import { planExecute } from './plan-execute.ts';
import { planNativeUpdate } from './plan-native-update.ts';
import { planUpdate } from './plan-update.ts';
import type { Planning } from './planning.ts';

const readsAtOnce = 16;

/** What the planning of one kind of change finds out. Its note is made of the plan without its secrets. */
export interface Findings extends Omit<PlannedChange, keyof ChangeRequest | 'identifier' | 'note'> {
  readonly noteOf: (shown: PlannedChange) => string;
}

/** Takes changes as far as they go without making them: those of resources that have to be read first side by side. */
export async function planChanges(
  api: AwsApi,
  catalog: Catalog,
  requests: readonly ChangeRequest[],
  context: CallContext,
): Promise<readonly PlannedChange[]> {
  const plan = async (request: ChangeRequest) => {
    const description = await describe(catalog, request.resource);
    const methods = (own: ChangeRequest) => methodOf(description, own.resource, own.method);
    const requests = request.method === columnUpdates ? columnRequests(description, request) : [request];
    return Promise.all(
      requests.map((own) => planChange({ api, catalog, description, method: methods(own), context }, own)),
    );
  };
  const planned: PlannedChange[] = [];
  for await (const some of inOrder(requests, readsAtOnce, plan)) planned.push(...some);
  return planned;
}

async function planChange(planning: Planning, given: ChangeRequest): Promise<PlannedChange> {
  const request = withToken(given);
  const { noteOf, permissions, ...found } = await findingsOf(planning, request);
  const identifier = joinIdentifier(request.key ?? []);
  const bare = { ...request, ...(identifier !== null && { identifier }), ...found, note: '', permissions: [] };
  return {
    ...bare,
    note: noteOf(withoutSecrets(bare)),
    permissions: [...permissions, ...changePermissions(planning.description, planning.method, [bare])],
  };
}

/** A token that stands among the values is the request's. */
function withToken(request: ChangeRequest): ChangeRequest {
  const { [clientToken]: token = null, ...values } = request.values;
  if (!(clientToken in request.values)) return request;
  return { ...request, values, ...(token !== null && { clientToken: String(token) }) };
}

async function findingsOf(planning: Planning, request: ChangeRequest): Promise<Findings> {
  switch (request.kind) {
    case 'create':
      return planCreate(planning, request);
    case 'update':
      if (planning.method.call.api !== 'native') return planUpdate(planning, request);
      return isOfColumn(planning) ? planColumnUpdate(planning, request) : planNativeUpdate(planning, request);
    case 'delete':
      return planDelete(planning, request);
    case 'execute':
      return planExecute(planning, request);
  }
}

/** Whether a method is one of those that set a column each. */
function isOfColumn({ description, method }: Planning): boolean {
  const updates = Object.values(description.changes?.update ?? {});
  return updates.some(({ calls }) => calls.some((call) => call.method === method.name));
}
