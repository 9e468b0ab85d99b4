import type { ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { Customization } from './customization.ts';

const idShapes: ReadonlySet<string> = new Set(['ResourceId', 'DelegationSetId', 'ChangeId']);
const prefix = /^\/(?:hostedzone|change|delegationset)\//;

/**
 * Route 53 answers ids as `/hostedzone/Z1` and takes them as `Z1`; CloudFormation, and every other API that names a zone,
 * knows the second form alone. So rows have that one, whichever API they came from, and either is taken.
 */
export const route53: Customization = {
  input(model: ServiceModel, operationName, input) {
    const shape = model.operations[operationName]?.input?.shape;
    const members = shape === undefined ? undefined : model.shapes[shape]?.members;
    return Object.fromEntries(
      Object.entries(input).map(([name, value]) => {
        const isId = idShapes.has(members?.[name]?.shape ?? '');
        return [name, isId && typeof value === 'string' ? value.replace(prefix, '') : value];
      }),
    );
  },
  output: (_operation, output) => bareIds(output) as WireStructure,
};

function bareIds(value: WireValue | undefined): WireValue | undefined {
  if (Array.isArray(value)) return value.map((item: WireValue) => bareIds(item) ?? null);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'Id' && typeof item === 'string' ? item.replace(prefix, '') : bareIds(item as WireValue),
    ]),
  );
}
