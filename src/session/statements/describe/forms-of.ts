import type { Catalog } from '../../../catalog/catalog.ts';
import type { DocumentedShape } from '../../../catalog/documented-shape.ts';
import { formText } from '../../../catalog/form-text.ts';
import { propertyShape } from '../../../catalog/property-shape.ts';
import type {
  MethodDescription,
  ParameterDescription,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';

/** Tells of each parameter of a method what it looks like inside, and what it is chosen from; undefined where the type says all. */
export async function formsOf(
  catalog: Catalog,
  description: ResourceDescription,
  method: MethodDescription,
): Promise<(parameter: ParameterDescription) => string | undefined> {
  const { service, name } = description;
  const operation = await catalog.operation?.(service, name, method.name);
  const schema = operation === undefined ? await catalog.schema(service, name) : undefined;
  const shapeOf = (parameter: ParameterDescription): DocumentedShape | undefined => {
    if (operation !== undefined) {
      const members = (parameter.kind === 'output' ? operation.output : operation.input)?.members() ?? [];
      return members.find((member) => member.name === parameter.name)?.shape;
    }
    const column = description.columns.find((own) => own.name === parameter.name);
    const property = schema?.properties[column?.property ?? parameter.name];
    return schema === undefined || property === undefined ? undefined : propertyShape(schema, property);
  };
  return (parameter) => {
    const shape = shapeOf(parameter);
    const form = shape === undefined ? undefined : formText(shape);
    return form === undefined ? undefined : `${shape?.kind === 'value' ? 'One of' : 'Form'}: ${form}`;
  };
}
