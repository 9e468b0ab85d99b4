import type { Catalog } from '../../../catalog/catalog.ts';
import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { CallContext } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';

/** What the planning of one change has at hand. */
export interface Planning {
  readonly api: AwsApi;
  readonly catalog: Catalog;
  readonly description: ResourceDescription;
  readonly method: MethodDescription;
  readonly context: CallContext;
}
