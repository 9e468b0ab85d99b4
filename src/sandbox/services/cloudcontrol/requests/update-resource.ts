import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { changedPointers } from '../../../../cloudformation/changed-pointers.ts';
import { pointerPath } from '../../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { unorderedLists } from '../../../../cloudformation/unordered-lists.ts';
import { valuesAt } from '../../../../cloudformation/values-at.ts';
import { withoutProperties } from '../../../../cloudformation/without-properties.ts';
import { applyPatch, JsonPatchError, type PatchOperation, parsePatch } from '../../../../data/json-patch.ts';
import { failed } from '../../../kit/resource-steps.ts';
import { type RequestContext, type ResourceStep, SandboxFault } from '../../../service.ts';
import { malformedPatch } from '../assumptions.ts';
import { readResource, resolveIdentifier, visible, visibleText } from '../resources/resource-model.ts';
import type { ResourceType } from '../resources/resource-types.ts';
import { refuseInvalidModel } from './create-resource.ts';
import { identifierNotFound } from './handler-error.ts';
import { progressEvent, refuseUsedClientToken, startRequest } from './resource-requests.ts';

/**
 * The patch applies to what GetResource would read, so properties that may only be written are gone unless the patch
 * adds them again.
 */
export function updateResource(type: ResourceType, input: WireStructure, context: RequestContext): WireStructure {
  const { schema, handler } = type;
  const given = String(input.Identifier);
  const clientToken = typeof input.ClientToken === 'string' ? input.ClientToken : undefined;
  const patch = patchOf(String(input.PatchDocument));
  refuseUsedClientToken(clientToken, context);
  const identifier = resolveIdentifier(type, given, context) ?? given;
  const previous = readResource(type, identifier, given, context);
  const desired = patched(visible(schema, previous), patch);
  refuseFixedProperties(schema, previous, desired);
  refuseInvalidModel(type, withoutProperties(desired, schema.readOnlyProperties ?? []));
  const request = startRequest(
    {
      typeName: schema.typeName,
      operation: 'UPDATE',
      identifier,
      resourceModel: visibleText(schema, desired),
      properties: desired,
    },
    clientToken,
    () => handler.update?.(identifier, desired, previous, context) ?? missing(schema, identifier),
    context,
  );
  return { ProgressEvent: progressEvent(request) };
}

function patchOf(text: string): readonly PatchOperation[] {
  return patching(() => parsePatch(text));
}

function patched(properties: WireStructure, patch: readonly PatchOperation[]): WireStructure {
  const result = patching(() => applyPatch(properties, patch));
  if (!isStructure(result)) throw new SandboxFault('ValidationException', malformedPatch('it leaves no JSON object'));
  return result;
}

function patching<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof JsonPatchError)) throw error;
    throw new SandboxFault('ValidationException', malformedPatch(error.message));
  }
}

function refuseFixedProperties(schema: ResourceSchema, previous: WireStructure, desired: WireStructure): void {
  const isUnordered = unorderedLists(schema);
  const readOnly = changedPointers(schema.readOnlyProperties, previous, desired, isUnordered);
  if (readOnly.length > 0) throw fixed('ValidationException', 'readOnlyProperties', readOnly);
  // What may only be written was not there to be patched: only where it is sent again can it differ.
  const unsent = (schema.writeOnlyProperties ?? []).filter(
    (pointer) => valuesAt(desired, pointerPath(pointer)).length === 0,
  );
  const createOnly = changedPointers(
    schema.createOnlyProperties,
    withoutProperties(previous, unsent),
    desired,
    isUnordered,
  );
  if (createOnly.length > 0) throw fixed('NotUpdatableException', 'createOnlyProperties', createOnly);
}

function fixed(code: string, kind: string, pointers: readonly string[]): SandboxFault {
  return new SandboxFault(code, `Invalid patch update: ${kind} [${pointers.join(', ')}] cannot be updated`);
}

function missing(schema: ResourceSchema, identifier: string): ResourceStep {
  return failed('NotFound', identifierNotFound(schema, identifier), identifier);
}
