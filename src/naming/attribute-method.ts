import { operationWords } from '../catalog/operation-words.ts';
import type { MethodDescription, ParameterDescription, ResourceDescription } from '../catalog/resource-description.ts';
import { nameKey } from '../data/name-key.ts';
import { columnsNamed } from './columns-named.ts';

/** A method, with what it takes. */
export interface MethodInputs {
  readonly method: MethodDescription;
  readonly parameters: readonly ParameterDescription[];
}

/** The methods that set attributes of what a resource is about: `SetTopicAttributes`, `ModifyInstanceAttribute`. */
export function attributeMethods({ methods, identifier }: ResourceDescription): readonly MethodDescription[] {
  if (identifier.length !== 1) return [];
  return methods.filter(({ call, changes, verb }) => {
    if (call.api !== 'native' || !changes || verb !== 'EXEC') return false;
    const { verb: does, noun } = operationWords(call.operation);
    return /^(Set|Modify|Update)$/.test(does) && /Attributes?$/.test(noun);
  });
}

/**
 * The method of these that an UPDATE means which names an attribute by the call's own inputs (`SET AttributeValue = ...`): the one
 * that takes all that SET names, where something of it is no column of the resource.
 */
export function attributeMethod(
  description: ResourceDescription,
  methods: readonly MethodInputs[],
  set: readonly string[],
): MethodDescription | undefined {
  const plain = set.map((name) => name.replace(/^data__/i, ''));
  const isColumn = (name: string) =>
    description.columns.some((column) => nameKey(column.name) === nameKey(name)) ||
    columnsNamed(description, name).length > 0;
  if (plain.every(isColumn)) return undefined;
  const found = methods.filter(({ parameters }) =>
    plain.every((name) => parameters.some((own) => own.kind !== 'output' && nameKey(own.name) === nameKey(name))),
  );
  return found.length === 1 ? found[0]?.method : undefined;
}
