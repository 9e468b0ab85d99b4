import type { AccessPath, MethodDescription } from '../../resource-description.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import type { ResourceOverlay, ServiceOverlay } from '../overlays/overlay.ts';
import { summaryOf } from '../plain-text.ts';
import { changes, methodName } from './operation-words.ts';
import { permissionsOf } from './permissions-of.ts';
import { operationOf, shapeOf } from './shapes.ts';

/** The operations of a service's own API as methods of one resource: those that the overlay puts in order, then the others by name. */
export function nativeMethods(
  model: DocumentedModel,
  service: ServiceOverlay,
  resource: ResourceOverlay,
  operations: readonly string[],
  paths: readonly AccessPath[],
): readonly MethodDescription[] {
  const methods = [...operations].sort().map((name) => methodOf(model, service, resource, name, paths));
  const order = Object.keys(resource.methods ?? {});
  for (const name of order) {
    if (!methods.some((method) => method.name === name))
      throw new Error(`${model.service} has no operation for the method ${name}.`);
  }
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return methods.sort((one, other) => rank(one.name) - rank(other.name));
}

function methodOf(
  model: DocumentedModel,
  service: ServiceOverlay,
  resource: ResourceOverlay,
  operation: string,
  paths: readonly AccessPath[],
): MethodDescription {
  const name = methodName(operation, service.methodNames);
  const { input, documentation } = operationOf(model, operation);
  const shape = input && shapeOf(model, input);
  const path = paths.find(({ call }) => call.api === 'native' && call.operation === operation);
  const identifying = resource.identifierInputs?.[operation];
  return {
    name,
    verb: resource.methods?.[name] ?? 'EXEC',
    requiredParameters: (shape?.required ?? []).filter((member) => !shape?.members?.[member]?.idempotencyToken),
    description: summaryOf(documentation) || `${operation} of ${model.service}.`,
    changes: changes(operation, model.service),
    ...permissionsOf(model, [operation]),
    call: path?.call ?? {
      api: 'native',
      service: model.service,
      operation,
      result: '',
      columns: {},
      inputs: identifying ?? {},
      filters: {},
    },
  };
}
