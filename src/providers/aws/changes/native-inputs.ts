import type { Catalog } from '../../../catalog/catalog.ts';
import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type {
  MethodDescription,
  ParameterDescription,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';
import { suggest } from '../../../data/suggest.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { isNamedAlike } from '../../../naming/is-named-alike.ts';

/** What a method of a service's own API takes. */
export async function inputsOf(
  catalog: Catalog,
  description: ResourceDescription,
  method: MethodDescription,
): Promise<readonly ParameterDescription[]> {
  const { service, name } = description;
  const parameters = await catalog.parameters(service, name, method.name, { documented: false });
  return parameters.filter((parameter) => parameter.kind !== 'output' && !placeColumnNames.includes(parameter.name));
}

/** An input of a native method by the API's own name or in snake_case. Throws UNKNOWN_PARAMETER. */
export function inputName(
  inputs: readonly ParameterDescription[],
  method: Pick<MethodDescription, 'name'>,
  name: string,
): string {
  const isAlike = isNamedAlike(plainName(name));
  const alike = inputs.filter((own) => isAlike(own.name));
  // On the wire a list is called what its elements are: `TagSpecification` of `TagSpecifications`.
  const input =
    inputs.find((own) => plainName(own.name) === plainName(name)) ?? (alike.length === 1 ? alike[0] : undefined);
  if (input !== undefined) return input.name;
  const near = suggest(
    name.replace(/^data__/, ''),
    inputs.map((own) => own.name),
  );
  throw new SkyqlError('UNKNOWN_PARAMETER', `${method.name} takes no ${name}.`, {
    hint:
      near.length === 0
        ? `It takes: ${inputs.map((own) => own.name).join(', ')}.`
        : `Did you mean ${near.join(' or ')}?`,
  });
}

/** A name without what tells its spellings apart: `data__ImageName`, `image_name`. */
export function plainName(name: string): string {
  return name
    .replace(/^data__/, '')
    .replaceAll('_', '')
    .toLowerCase();
}
