import type { Shape } from '../aws/service-model.ts';
import type { DocumentedType } from './resource-description.ts';

/** The type of a column, or of a parameter, of that shape. */
export function typeOfShape(shape: Pick<Shape, 'type'> | undefined): DocumentedType {
  switch (shape?.type) {
    case 'structure':
    case 'map':
      return 'object';
    case 'list':
      return 'array';
    case 'integer':
    case 'long':
      return 'integer';
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
    case 'timestamp':
      return shape.type;
    default:
      return 'string';
  }
}
