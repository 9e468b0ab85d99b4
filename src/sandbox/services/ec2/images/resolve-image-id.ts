import type { RequestContext } from '../../../service.ts';
import { parameterValue } from '../../ssm/parameters/parameter-store.ts';
import { messages } from '../assumptions.ts';
import { invalidValue } from '../faults.ts';

/** The id of an image that is given as `resolve:ssm:/path[:version-or-label]`; any other text is the id itself. */
export function resolveImageId(imageId: string, context: RequestContext): string {
  const [, parameter] = /^resolve:ssm:(.+)$/.exec(imageId) ?? [];
  if (parameter === undefined) {
    if (imageId.startsWith('resolve:')) throw invalidValue(messages.badParameter(imageId));
    return imageId;
  }
  const value = parameterValue(parameter, context);
  if (value === undefined) throw invalidValue(messages.parameterNotFound(parameter));
  return value;
}
