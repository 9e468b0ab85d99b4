import { snakeCase } from '../snake-case.ts';
import { placeColumns } from './place-columns.ts';

const places: ReadonlySet<string> = new Set(placeColumns.map(({ name }) => name));

/** The column that a property is: `image_name` of `ImageName`; `property_region` of `Region`, as every row has a `region`. */
export function columnName(property: string): string {
  const name = snakeCase(property);
  return places.has(name) ? `property_${name}` : name;
}
