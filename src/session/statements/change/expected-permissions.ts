import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { namedResources } from '../../../plan/named-resources.ts';
import type { ExpectedChanges, PlannedChange } from '../../../providers/change.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';

/** What the changes of a statement would need whose resources are not sought, as far as its text says. */
export async function expectedPermissions(
  run: StatementContext,
  description: ResourceDescription,
  outline: Omit<ExpectedChanges, 'targets' | 'texts'>,
  planned: readonly PlannedChange[],
  text: string,
): Promise<readonly NeededPermissions[]> {
  if (!run.plansOnly || planned.length > 0) return [];
  const named = outline.kind === 'create' ? [] : namedResources(run.plans, resourceId(description));
  return providerOf(run.session, description.provider).expectedPermissions({
    ...outline,
    targets: named.map(({ identifier, scope }) => ({ key: [identifier], scope })),
    texts: [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, literal = '']) => literal.replaceAll("''", "'")),
  });
}
