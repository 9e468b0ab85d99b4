import type { OperationModel, ServiceModel, Shape, ShapeReference } from '../service-model.ts';
import { membersOf } from './shape-of.ts';

export interface ErrorShape {
  readonly name: string;
  readonly shape: Shape;
}

/** The error shape that a code means: the shape's own name, or the code that the model gives it. */
export function errorShapeOf(model: ServiceModel, code: string): ErrorShape | undefined {
  const named = Object.hasOwn(model.shapes, code) ? model.shapes[code] : undefined;
  if (named?.exception === true) return { name: code, shape: named };
  return errorShapesByCode(model).get(code);
}

/** The HTTP status of an error: its model's; a fault of the service is 500, all else 400. */
export function statusOfError(error: ErrorShape | undefined): number {
  return error?.shape.error?.httpStatusCode ?? (error?.shape.fault === true ? 500 : 400);
}

/** The members of an error besides its message. */
export function furtherMembers(error: ErrorShape | undefined): readonly (readonly [string, ShapeReference])[] {
  if (error === undefined) return [];
  return membersOf(error.shape).filter(([name]) => name.toLowerCase() !== 'message');
}

/** How an error spells its message: `message` or `Message`. */
export function messageMember(error: ErrorShape): string {
  const found = membersOf(error.shape).find(([name]) => name.toLowerCase() === 'message');
  return found === undefined ? 'message' : (found[1].locationName ?? found[0]);
}

/** A code without the namespace before it and without the address after it, as every AWS client cuts it. */
export function bareCode(code: string): string {
  const address = code.indexOf(':');
  const withoutAddress = address === -1 ? code : code.slice(0, address);
  return withoutAddress.slice(withoutAddress.lastIndexOf('#') + 1).trim();
}

/** The HTTP status of an operation that succeeds. */
export function successStatus(operation: OperationModel): number {
  return operation.http.responseCode ?? 200;
}

const shapesByCode = new WeakMap<ServiceModel, ReadonlyMap<string, ErrorShape>>();

function errorShapesByCode(model: ServiceModel): ReadonlyMap<string, ErrorShape> {
  const known = shapesByCode.get(model);
  if (known !== undefined) return known;
  const byCode = new Map<string, ErrorShape>();
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (shape.exception === true && shape.error?.code !== undefined) byCode.set(shape.error.code, { name, shape });
  }
  shapesByCode.set(model, byCode);
  return byCode;
}
