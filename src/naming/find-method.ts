import { didYouMean } from '../catalog/find-service.ts';
import { operationWords } from '../catalog/operation-words.ts';
import type { MethodDescription, ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { snakeCase } from '../catalog/snake-case.ts';
import { suggest } from '../data/suggest.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { isNamedAlike } from './is-named-alike.ts';

/**
 * A method by its name, without regard to case, or by another form of it: `stop_instances`, `instances_Stop` and `StopInstances`
 * are one, so are `list_resource` and `list_resources`. Throws UNKNOWN_METHOD with the nearest names.
 */
export function findMethod(description: ResourceDescription, wanted: string): MethodDescription {
  const isWanted = (name: string) => name.toLowerCase() === wanted.toLowerCase();
  const { methods } = description;
  const isAlike = isNamedAlike(wanted);
  const method =
    methods.find(({ name }) => isWanted(name)) ??
    methods.find((own) => formsOf(own).some(isWanted)) ??
    methods.find(({ call, name }) => call.api === 'cloud-control' && isAlike(name));
  if (method !== undefined) return method;
  const resource = resourceId(description);
  const near = suggest(
    wanted,
    methods.map((own) => own.name),
  );
  throw new SkyqlError('UNKNOWN_METHOD', `${resource} has no method ${wanted}.`, {
    hint: `${didYouMean(near)}SHOW METHODS IN ${resource} lists them.`,
  });
}

/** The names that the operation of a service's own API may go by. */
function formsOf({ call }: MethodDescription): readonly string[] {
  if (call.api !== 'native') return [];
  const { operation } = call;
  const { verb, noun } = operationWords(operation);
  return [operation, snakeCase(operation), `${snakeCase(noun)}_${verb}`];
}
