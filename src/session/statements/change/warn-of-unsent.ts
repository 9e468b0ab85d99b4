import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { PlannedChange } from '../../../providers/change.ts';
import type { StatementContext } from '../../statement-context.ts';

/** Says, before anything is sent, what changes may take away without meaning to. */
export function warnOfUnsent(
  run: StatementContext,
  description: ResourceDescription,
  changes: readonly PlannedChange[],
): void {
  const unsent = [...new Set(changes.flatMap((change) => change.unsent ?? []))];
  const [first] = unsent;
  if (first === undefined) return;
  const name = resourceId(description);
  run.onWarning(
    new SkyqlError(
      'WRITE_ONLY_PROPERTY',
      `The update of ${name} sends no ${unsent.join(', ')}, which AWS takes and never tells: what is set there may be gone after it.`,
      { hint: `Give what is to stay in the same UPDATE: SET ..., ${first} = ...`, scope: { service: name } },
    ),
  );
}
