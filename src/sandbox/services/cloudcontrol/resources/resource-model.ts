import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { withoutProperties } from '../../../../cloudformation/without-properties.ts';
import { splitIdentifier } from '../../../../data/identifier.ts';
import { handlerErrorCode } from '../../../kit/step-of.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { malformedIdentifier } from '../assumptions.ts';
import { handlerFault, identifierNotFound } from '../requests/handler-error.ts';
import { identifySame } from './identify-same.ts';
import { matchesSecondary, primaryIdentifier, readIdentifier } from './resource-identifier.ts';
import type { ResourceType } from './resource-types.ts';

/** Properties as a client sees them, as JSON text: without what may only be written, absent ones left out. */
export function visibleText(schema: ResourceSchema, properties: WireStructure): string {
  return JSON.stringify(visible(schema, properties));
}

export function visible(schema: ResourceSchema, properties: WireStructure): WireStructure {
  return withoutProperties(properties, schema.writeOnlyProperties ?? []);
}

/** The structure that JSON text holds; undefined for any other text. */
export function parseStructure(text: string): WireStructure | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isStructure(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Runs a handler whose answer the client waits for, its errors told as Cloud Control tells them. */
export function handled<Result>(typeName: string, context: RequestContext, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    throw handlerFault(typeName, handlerErrorCode(error), error.message, context.requestId);
  }
}

/** The primary identifier that a request means; a secondary one is looked up. Undefined when no resource has the latter. */
export function resolveIdentifier(type: ResourceType, given: string, context: RequestContext): string | undefined {
  const { schema, handler } = type;
  const identifier = readIdentifier(schema, given);
  if (identifier === undefined) {
    throw new SandboxFault('ValidationException', malformedIdentifier(given, schema.typeName));
  }
  if (identifier.kind === 'primary') return byOtherName(type, identifier.identifier, context) ?? identifier.identifier;
  return handled(schema.typeName, context, () =>
    handler
      .list({}, context)
      .map((listed) => primaryIdentifier(schema, listed))
      .find((primary) => {
        const properties = primary === undefined ? undefined : readOrNothing(type, primary, context);
        return properties !== undefined && matchesSecondary(properties, identifier.properties);
      }),
  );
}

/** Of a resource whose identifier says what it lives in: that may be named otherwise than when it was made, by its ARN. */
function byOtherName({ schema, handler }: ResourceType, given: string, context: RequestContext): string | undefined {
  const isName = schema.primaryIdentifier.map((pointer) => schema.parents?.[pointer.slice(12)] !== undefined);
  const asked = splitIdentifier(given, isName.length);
  if (asked === undefined || !isName.includes(true) || handler.read(given, context) !== undefined) return undefined;
  return handler
    .list({}, context)
    .map((listed) => primaryIdentifier(schema, listed))
    .find((primary) => {
      const parts = primary === undefined ? undefined : splitIdentifier(primary, isName.length);
      return parts?.every((part, index) => (isName[index] ? identifySame(part, asked[index]) : part === asked[index]));
    });
}

/** The resource of a primary identifier. Throws ResourceNotFoundException when there is none. */
export function readResource(
  type: ResourceType,
  identifier: string | undefined,
  given: string,
  context: RequestContext,
): WireStructure {
  const { schema } = type;
  const properties =
    identifier === undefined
      ? undefined
      : handled(schema.typeName, context, () => readOrNothing(type, identifier, context));
  if (properties !== undefined) return properties;
  const message = identifierNotFound(schema, identifier ?? given);
  throw handlerFault(schema.typeName, 'NotFound', message, context.requestId);
}

function readOrNothing(type: ResourceType, identifier: string, context: RequestContext): WireStructure | undefined {
  try {
    return type.handler.read(identifier, context);
  } catch (error) {
    if (error instanceof SandboxFault && handlerErrorCode(error) === 'NotFound') return undefined;
    throw error;
  }
}
