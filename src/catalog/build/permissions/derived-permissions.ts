import { handlerPermissionsUnknown } from '../../cloudformation/methods.ts';
import type {
  AccessPath,
  MethodDescription,
  PermissionOperation,
  ResourceDescription,
  SqlVerb,
} from '../../resource-description.ts';
import { snakeCase } from '../../snake-case.ts';
import { operationWords } from '../native/operation-words.ts';
import { arnForm } from './arn-form.ts';

type Permissions = ResourceDescription['permissions'];

/** Verbs of operations that do what a handler does, the surest first. */
const verbs: Readonly<Record<PermissionOperation, readonly string[]>> = {
  create: ['Create', 'Run', 'Allocate', 'Request', 'Register', 'Add', 'Put', 'Import', 'Associate', 'Attach'],
  read: ['Get', 'Describe'],
  update: ['Update', 'Modify', 'Put', 'Set'],
  delete: ['Delete', 'Terminate', 'Release', 'Deregister', 'Remove', 'Disassociate', 'Detach'],
  list: ['List', 'Describe', 'Get'],
};
const operations: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];

/**
 * A resource with what its operations need filled in where AWS has not said it: what Cloud Control's handlers call follows
 * from the native operations of the same noun, and is marked as such; a native resource needs what its methods need.
 */
export function derivedPermissions(description: ResourceDescription, arnTemplate?: string): ResourceDescription {
  const completed = withPermissions(description);
  const arn = arnForm(completed, arnTemplate);
  return arn === undefined ? completed : { ...completed, arn };
}

function withPermissions(description: ResourceDescription): ResourceDescription {
  if (description.cloudFormationType === undefined) {
    const isKnown = Object.keys(description.permissions).length > 0;
    return isKnown ? description : { ...description, permissions: nativePermissions(description) };
  }
  const derived = Object.fromEntries(operations.map((handler) => [handler, actionsOfHandler(description, handler)]));
  const completed = <Call extends MethodDescription | AccessPath>(one: Call): Call => {
    const { call, permissions, permissionsNote } = one;
    if (call.api !== 'cloud-control' || permissionsNote !== handlerPermissionsUnknown) return one;
    const actions = derived[call.handler] ?? [];
    if (actions.length === 0) return one;
    return { ...one, permissions: [...new Set([...permissions, ...actions])], permissionsNote: derivedFromOperations };
  };
  const methods = description.methods.map(completed);
  const handlers = operations.filter((handler) =>
    methods.some(({ call }) => call.api === 'cloud-control' && call.handler === handler),
  );
  const missing = handlers.filter(
    (handler) => description.permissions[handler] === undefined && (derived[handler]?.length ?? 0) > 0,
  );
  return {
    ...description,
    methods,
    accessPaths: description.accessPaths.map(completed),
    permissions: {
      ...description.permissions,
      ...Object.fromEntries(missing.map((handler) => [handler, derived[handler]])),
    },
  };
}

/** Why the actions of a handler are not certain. */
export const derivedFromOperations =
  "what the handler calls is derived from the names of the service's operations; skyql catalog update brings AWS's own list";

function actionsOfHandler(description: ResourceDescription, handler: PermissionOperation): readonly string[] {
  const own = operationActions(description, handler);
  // Handlers end by reading what they made or changed, and look for what they are to delete.
  const reading =
    own.length === 0 || handler === 'list' || handler === 'read' ? [] : operationActions(description, 'read');
  return [...new Set([...own, ...reading])];
}

function operationActions(description: ResourceDescription, handler: PermissionOperation): readonly string[] {
  const path = description.accessPaths.find(
    ({ kind, call }) => call.api === 'native' && kind === (handler === 'read' ? 'get' : handler),
  );
  if (path) return path.permissions;
  const singular = description.twin ?? snakeCase(description.cloudFormationType?.split('::').pop() ?? '');
  // `GetGroup` reads one group, `GetGroups` lists them.
  const nouns = handler === 'list' ? [description.name] : [singular, description.name];
  const candidates = description.methods.flatMap(({ call, permissions }) =>
    call.api === 'native' ? [{ ...operationWords(call.operation), permissions }] : [],
  );
  for (const verb of verbs[handler]) {
    for (const noun of nouns) {
      const found = candidates.find((candidate) => candidate.verb === verb && snakeCase(candidate.noun) === noun);
      if (found) return found.permissions;
    }
  }
  return [];
}

/** What a native resource needs: the actions of the methods that its verbs reach. */
function nativePermissions({ methods, accessPaths }: ResourceDescription): Permissions {
  const ofVerb = (verb: SqlVerb) => methods.filter((method) => method.verb === verb);
  const ofKind = (kind: AccessPath['kind']) => accessPaths.filter((path) => path.kind === kind);
  const needs: Record<PermissionOperation, readonly (MethodDescription | AccessPath)[]> = {
    create: ofVerb('INSERT'),
    read: ofKind('get').length > 0 ? ofKind('get') : ofKind('list'),
    update: ofVerb('UPDATE'),
    delete: ofVerb('DELETE'),
    list: ofKind('list'),
  };
  const entries = operations.map(
    (operation) => [operation, [...new Set(needs[operation].flatMap(({ permissions }) => permissions))]] as const,
  );
  return Object.fromEntries(entries.filter(([operation]) => needs[operation].length > 0));
}
