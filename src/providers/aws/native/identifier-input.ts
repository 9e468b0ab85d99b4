import type { ServiceModel } from '../../../aws/service-model.ts';
import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import { joinIdentifier } from '../../../data/identifier.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { shapeOf } from './member-path.ts';

/** The identifier of what is changed, each part under the operation's own name for it. Throws INVALID_VALUE when parts are missing. */
export function identifierInput(
  description: Pick<ResourceDescription, 'identifier'>,
  call: Pick<NativeCall, 'inputs' | 'operation'>,
  model: ServiceModel,
  key: readonly string[] | undefined,
): Readonly<Record<string, Value>> {
  if (key === undefined) return {};
  const columns = description.identifier;
  // A setting of which a region has one is named by where the call goes.
  if (columns.length > 0 && columns.every((column) => placeColumnNames.includes(column))) return {};
  if (columns.length > 0 && columns.every((column) => column in call.inputs)) {
    if (key.length === columns.length) {
      return Object.fromEntries(columns.map((column, index) => [call.inputs[column], key[index] ?? null]));
    }
    throw new SkyqlError(
      'INVALID_VALUE',
      `The identifier ${joinIdentifier(key)} has not the parts ${joinIdentifier(columns)}.`,
    );
  }
  const input = shapeOf(model, model.operations[call.operation]?.input);
  const member = call.inputs.data__Identifier ?? Object.values(call.inputs)[0] ?? input?.required?.[0];
  return member === undefined ? {} : { [member]: joinIdentifier(key) };
}
