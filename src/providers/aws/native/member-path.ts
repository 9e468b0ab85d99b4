import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../../../aws/service-model.ts';

export function isList(value: WireValue | undefined): value is readonly WireValue[] {
  return Array.isArray(value);
}

/** The value at a member path; a list on the way is walked element by element, and the values come back as one list. */
export function valueAt(value: WireValue | undefined, path: string): WireValue | undefined {
  return memberReader(path)(value);
}

/** The same for many values: the path is taken apart once. */
export function memberReader(path: string): (value: WireValue | undefined) => WireValue | undefined {
  const names = path === '' ? [] : path.split('.');
  return (value) => walk(value, names, 0);
}

function walk(value: WireValue | undefined, names: readonly string[], from: number): WireValue | undefined {
  const name = names[from];
  if (name === undefined) return value;
  if (isList(value)) {
    return value.flatMap((element) => {
      const found = walk(element, names, from);
      if (found === undefined || found === null) return [];
      return isList(found) ? found : [found];
    });
  }
  return isStructure(value) ? walk(value[name], names, from + 1) : undefined;
}

/** The structures at a member path: none, one, or those of a list. */
export function structuresAt(output: WireStructure, path: string): readonly WireStructure[] {
  const found = valueAt(output, path);
  if (isList(found)) return found.filter(isStructure);
  return isStructure(found) ? [found] : [];
}

export function shapeOf(model: ServiceModel, reference: ShapeReference | undefined): Shape | undefined {
  return reference && model.shapes[reference.shape];
}

/** The shape at a member path of a shape, lists on the way looked through; `*` is what the values of a map are. */
export function shapeAt(
  model: ServiceModel,
  from: ShapeReference | undefined,
  path: string,
): ShapeReference | undefined {
  let reference = from;
  for (const name of path === '' ? [] : path.split('.')) {
    let shape = shapeOf(model, reference);
    while (shape?.type === 'list') shape = shapeOf(model, shape.member);
    reference = name === '*' ? shape?.value : shape?.members?.[name];
  }
  return reference;
}
