import type { MethodDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { EngineResult } from '../../engine/engine.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { MutationOutcome, PlannedMutation } from '../../execute/run-mutations.ts';

export type ChangeVerb = 'INSERT' | 'UPDATE' | 'DELETE' | 'EXEC';

/** A mutation taken as far as it goes without changing anything: what EXPLAIN shows and what is then carried out. */
export interface ChangePlan {
  readonly verb: ChangeVerb;
  readonly description: ResourceDescription;
  readonly method: MethodDescription;
  readonly changes: readonly PlannedChange[];
  /** Whether the statement says which resources it means. */
  readonly isLimited: boolean;
  /** The rows of RETURNING, once the changes are made. */
  readonly returning?: (outcomes: readonly MutationOutcome[]) => Promise<EngineResult>;
}

export interface PlannedChange extends PlannedMutation {
  /** The change in words: `replace /Description "a" -> "b"`. */
  readonly note: string;
}

/** The one method of a resource behind a verb. */
export function methodFor(description: ResourceDescription, verb: ChangeVerb): MethodDescription {
  const method = description.methods.find((own) => own.verb === verb);
  if (method !== undefined) return method;
  const name = resourceId(description);
  const verbs = [...new Set(description.methods.map((own) => own.verb))].join(', ');
  const twin =
    description.twin === undefined
      ? ''
      : ` Its twin ${description.provider}.${description.service}.${description.twin} may take it.`;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', `${name} takes no ${verb}.`, {
    hint: `It takes ${verbs}; SHOW METHODS IN ${name} lists how.${twin}`,
  });
}
