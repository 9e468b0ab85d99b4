import type { Catalog } from '../../../catalog/catalog.ts';
import { sqlType } from '../../../catalog/sql-type.ts';
import { splitIdentifier } from '../../../data/identifier.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { type ChangeResult, columnUpdates, type MadeChange } from '../../change.ts';
import type { CallContext, Provider } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { applyCloudControl } from '../cloud-control/apply-cloud-control.ts';
import { executeCloudControl, statusColumns } from '../cloud-control/execute-cloud-control.ts';
import type { Wait } from '../cloud-control/follow-request.ts';
import { applyNative } from '../native/apply-native.ts';
import { outputColumns } from '../native/output-columns.ts';
import { knowsAgain } from '../repeatable.ts';
import type { RequireRegion } from '../require-region.ts';
import { describe, isCloudControlMethod, isNativeMethod, methodOf, nameOf } from '../resource-context.ts';
import { changeForm } from './change-form.ts';
import { executeForm } from './execute-form.ts';
import { expectedPermissions } from './expected-permissions.ts';
import { planChanges } from './plan-changes.ts';
import { columnMethods } from './plan-column-update.ts';

/** What of a provider changes resources, or plans to. */
export type AwsChanges = Pick<Provider, 'changeForm' | 'plan' | 'apply' | 'expectedPermissions'> &
  Required<Pick<Provider, 'knowsAgain' | 'answerColumns'>>;

export interface AwsChangesOptions {
  readonly api: AwsApi;
  readonly catalog: Catalog;
  readonly requireRegion: RequireRegion;
  readonly wait?: Wait | undefined;
}

/** Changes through Cloud Control and through the services' own operations. */
export function createAwsChanges({ api, catalog, requireRegion, wait }: AwsChangesOptions): AwsChanges {
  async function apply(change: MadeChange, context: CallContext): Promise<ChangeResult> {
    const { resource, scope } = change;
    await requireRegion(scope, context);
    const description = await describe(catalog, resource);
    const method = methodOf(description, resource, change.method);
    if (isNativeMethod(method)) return applyNative({ api, description, method, change, context });
    if (!isCloudControlMethod(method))
      throw new SkyqlError('UNKNOWN_METHOD', `${nameOf(resource)}.${method.name} cannot be called.`);
    if (change.kind === 'execute') {
      const schema = await catalog.schema(resource.service, resource.resource);
      return executeCloudControl({ api, description, schema, method, request: change, scope, context, wait });
    }
    const result = await applyCloudControl(method.call, change.kind, change, { api, scope, context, wait });
    const key = change.key ?? splitIdentifier(result.identifier ?? '', description.identifier.length);
    return { ...result, ...(key && result.identifier !== undefined && { key }) };
  }

  return {
    async answerColumns(resource, name) {
      const description = await describe(catalog, resource);
      const method = methodOf(description, resource, name);
      if (isNativeMethod(method)) return outputColumns(await api.model(method.call.service), method.call.operation);
      const isRead = isCloudControlMethod(method) && ['read', 'list'].includes(method.call.handler);
      return isRead
        ? description.columns.map((column) => ({ name: column.name, type: sqlType(column) }))
        : statusColumns;
    },
    async changeForm(outline) {
      const description = await describe(catalog, outline.resource);
      const isByColumns = outline.method === columnUpdates;
      const method = isByColumns ? undefined : methodOf(description, outline.resource, outline.method);
      if (outline.kind === 'execute' && method !== undefined) return executeForm(api, method, outline);
      return changeForm(catalog, description, method, outline);
    },
    plan: (requests, context) => planChanges(api, catalog, requests, context),
    apply,
    async knowsAgain(resource, name) {
      const method = methodOf(await describe(catalog, resource), resource, name);
      return !isNativeMethod(method) || knowsAgain(await api.model(method.call.service), method.call.operation);
    },
    async expectedPermissions(changes) {
      const description = await describe(catalog, changes.resource);
      const methods = changes.method === columnUpdates ? columnMethods(description, changes.names) : [changes.method];
      return methods.flatMap((name) =>
        expectedPermissions(description, methodOf(description, changes.resource, name), changes),
      );
    },
  };
}
