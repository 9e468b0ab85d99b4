import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeVerb } from '../../../plan/change-plan.ts';

/** The one method of a resource behind a verb; undefined where it takes none. */
export function methodBehind(description: ResourceDescription, verb: ChangeVerb): MethodDescription | undefined {
  const named = verb === 'DELETE' ? description.changes?.delete?.method : undefined;
  return description.methods.find((own) => own.verb === verb || own.name === named);
}

/** The one method of a resource behind a verb. Throws UNSUPPORTED_STATEMENT. */
export function methodFor(description: ResourceDescription, verb: ChangeVerb): MethodDescription {
  const method = methodBehind(description, verb);
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
