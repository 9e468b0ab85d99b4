import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import type { CallScope } from '../../provider.ts';
import { coerce } from './coerce.ts';
import { shapeOf } from './member-path.ts';

/** The input members that every call of an operation carries; `$region` is the region that this one goes to. */
export function fixedInput(
  model: ServiceModel,
  operation: string,
  fixed: NativeCall['fixed'],
  { region }: Pick<CallScope, 'region'>,
): WireStructure {
  const members = shapeOf(model, model.operations[operation]?.input)?.members ?? {};
  return Object.fromEntries(
    Object.entries(fixed ?? {}).map(([name, given]) => {
      const value = given === '$region' ? region : given;
      const reference = members[name];
      return [name, reference ? coerce(value, reference, model, name) : value];
    }),
  );
}
