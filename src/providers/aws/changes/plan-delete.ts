import { resourceId } from '../../../catalog/resource-id.ts';
import type { ChangeRequest } from '../../change.ts';
import { nativeInput } from '../native/apply-native.ts';
import { isNativeMethod } from '../resource-context.ts';
import type { Findings } from './plan-changes.ts';
import type { Planning } from './planning.ts';

/** A deletion, with what the call is given beside the identifier checked before anything is sent. */
export async function planDelete({ api, description, method }: Planning, request: ChangeRequest): Promise<Findings> {
  const given = Object.entries(request.values);
  if (isNativeMethod(method)) nativeInput(await api.model(method.call.service), description, method, request);
  const further = description.changes?.delete?.permissions ?? {};
  const actions = given.flatMap(([name, value]) => (value === false ? [] : (further[name] ?? [])));
  const told = given.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
  return {
    permissions: actions.length === 0 ? [] : [{ resource: resourceId(description), method: method.name, actions }],
    noteOf: ({ identifier }) => `delete ${identifier}${told === '' ? '' : ` with ${told}`}`,
  };
}
