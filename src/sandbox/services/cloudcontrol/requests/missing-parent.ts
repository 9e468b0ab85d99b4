import type { WireStructure } from '../../../../aws/service-model.ts';
import { failed } from '../../../kit/resource-steps.ts';
import { type RequestContext, type ResourceStep, SandboxFault } from '../../../service.ts';
import { notFoundInWords, thereFromTheStart } from '../assumptions.ts';
import { identifySame } from '../resources/identify-same.ts';
import { primaryIdentifier } from '../resources/resource-identifier.ts';
import type { ResourceType } from '../resources/resource-types.ts';
import { identifierNotFound } from './handler-error.ts';

/**
 * How the creation of a resource fails that would live in what is not there: no list would ever find it. Undefined where all is there that
 * it names.
 */
export function missingParent(
  { parents = [] }: ResourceType,
  properties: WireStructure,
  context: RequestContext,
): ResourceStep | undefined {
  for (const { property, type } of parents) {
    const value = properties[property];
    if (typeof value !== 'string' || isThere(type, value, context)) continue;
    const { schema } = type;
    const inWords = notFoundInWords[schema.typeName];
    return failed('NotFound', inWords?.(value, context.requestId) ?? identifierNotFound(schema, value));
  }
  return undefined;
}

function isThere({ schema, handler }: ResourceType, value: string, context: RequestContext): boolean {
  if (thereFromTheStart.has(value) || value === context.account || isElsewhere(value, context)) return true;
  try {
    if (handler.read(value, context) !== undefined) return true;
    return handler.list({}, context).some((listed) => {
      const identifier = primaryIdentifier(schema, listed);
      const found = identifier === undefined ? undefined : handler.read(identifier, context);
      return (
        found !== undefined &&
        Object.values(found).some((known) => typeof known === 'string' && identifySame(value, known))
      );
    });
  } catch (error) {
    // A service that does not list all of its resources may have it.
    if (error instanceof SandboxFault) return true;
    throw error;
  }
}

/** Whether an ARN is of another account or region, where another one may have it. */
function isElsewhere(value: string, { account, region }: RequestContext): boolean {
  const [start, , , itsRegion = '', itsAccount = ''] = value.split(':');
  if (start !== 'arn') return false;
  return (itsRegion !== '' && itsRegion !== region) || (itsAccount !== '' && itsAccount !== account);
}
