import type { Catalog } from '../../../catalog/catalog.ts';
import type {
  ColumnDescription,
  MethodDescription,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeForm, ChangeOutline } from '../../change.ts';
import { createProperty } from './create-input.ts';
import { inputName, inputsOf } from './native-inputs.ts';
import { nativeUpdateForm } from './native-update-form.ts';
import { columnUpdateForm } from './plan-column-update.ts';
import { propertyColumn, refuseReadOnly } from './property-columns.ts';

/** The name by which SET sends a patch of one's own. */
export const patchDocument = 'data__PatchDocument';

/** The name by which a statement gives its request a token of its own. */
export const clientToken = 'data__ClientToken';

/** Whether a name is that of a parameter of Cloud Control itself, with or without `data__`, and of no property. */
function isOwnParameter({ columns }: ResourceDescription, name: string, parameter: string): boolean {
  const plain = parameter.replace(/^data__/, '').toLowerCase();
  const isNamed = [plain, parameter.toLowerCase()].includes(name.toLowerCase());
  return isNamed && !columns.some(({ property = '' }) => property.toLowerCase() === plain);
}

/** What the names of a statement mean to the method that it reaches. */
export async function changeForm(
  catalog: Catalog,
  description: ResourceDescription,
  /** Undefined where columns are set by calls of their own. */
  method: MethodDescription | undefined,
  { kind, names }: ChangeOutline,
): Promise<ChangeForm> {
  if (kind === 'delete') return { names: [], columns: [] };
  if (method === undefined) return columnUpdateForm(description, names);
  if (kind === 'update') {
    return method.call.api === 'native'
      ? nativeUpdateForm(description, method, await inputsOf(catalog, description, method), names)
      : { names: updatedProperties(description, names), columns: [] };
  }
  const schema = method.call.api === 'native' ? undefined : await catalog.schema(description.service, description.name);
  if (schema !== undefined) return { names: names.map((name) => givenProperty(description, name)), columns: [] };
  const inputs = await inputsOf(catalog, description, method);
  return {
    names: names.map((name) => createProperty(description, name) ?? inputName(inputs, method, name)),
    columns: [],
  };
}

function givenProperty(description: ResourceDescription, name: string): string {
  if (isOwnParameter(description, name, clientToken)) return clientToken;
  const column = propertyColumn(description, name);
  refuseReadOnly(description, column);
  return propertyName(column);
}

function updatedProperties(description: ResourceDescription, names: readonly string[]): readonly string[] {
  const named = names.map((name) =>
    isOwnParameter(description, name, clientToken)
      ? clientToken
      : isOwnParameter(description, name, patchDocument)
        ? patchDocument
        : name,
  );
  if (!named.includes(patchDocument))
    return named.map((name) => (name === clientToken ? name : settableProperty(description, name)));
  if (named.every((name) => name === patchDocument || name === clientToken)) return named;
  throw new SkyqlError('WRONG_ARGUMENTS', `${patchDocument} is a whole patch and stands alone in SET.`, {
    hint: 'Set properties, or send your own patch.',
  });
}

function settableProperty(description: ResourceDescription, name: string): string {
  const column = propertyColumn(description, name);
  refuseReadOnly(description, column);
  if (column.createOnly !== true) return propertyName(column);
  throw new SkyqlError(
    'IMMUTABLE_PROPERTY',
    `${propertyName(column)} of ${resourceId(description)} cannot be changed once it is created.`,
    {
      hint: 'Create a new resource with the new value, then delete the old one.',
    },
  );
}

function propertyName({ property, name }: ColumnDescription): string {
  return property ?? name;
}
