import type { ServiceModel, Shape } from '../aws/service-model.ts';
import { describeName } from './describe-name.ts';
import type { DocumentedMember, DocumentedShape } from './documented-shape.ts';
import type { DocumentationFile } from './service-file.ts';
import { typeOfShape } from './type-of-shape.ts';

/** A shape of a service's model with the documentation of its members. */
export function modelShape(
  model: Pick<ServiceModel, 'shapes'>,
  documentation: Pick<DocumentationFile, 'shapes'>,
  name: string,
): DocumentedShape {
  const shape = model.shapes[name];
  const inner = shape?.member ?? shape?.value;
  return {
    name,
    kind: kindOf(shape),
    type: typeOfShape(shape),
    values: shape?.enum ?? [],
    ...(shape?.pattern !== undefined && { pattern: shape.pattern }),
    ...(shape?.min !== undefined && { minimum: shape.min }),
    ...(shape?.max !== undefined && { maximum: shape.max }),
    ...(shape?.union && { isUnion: true }),
    ...(shape?.type === 'blob' && { isBytes: true }),
    members: () =>
      Object.entries(shape?.members ?? {}).map(
        ([member, reference]): DocumentedMember => ({
          name: member,
          required: shape?.required?.includes(member) === true && reference.idempotencyToken !== true,
          description: documentation.shapes[name]?.[member] ?? describeName(member),
          shape: modelShape(model, documentation, reference.shape),
        }),
      ),
    element: () => (inner === undefined ? undefined : modelShape(model, documentation, inner.shape)),
  };
}

function kindOf(shape: Pick<Shape, 'type'> | undefined): DocumentedShape['kind'] {
  return shape?.type === 'structure' || shape?.type === 'list' || shape?.type === 'map' ? shape.type : 'value';
}
