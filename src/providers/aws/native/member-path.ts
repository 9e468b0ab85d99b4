import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../../../aws/service-model.ts';

export function isList(value: WireValue | undefined): value is readonly WireValue[] {
  return Array.isArray(value);
}

/** The value at a member path; a list on the way is walked element by element, and the values come back as one list. */
export function valueAt(value: WireValue | undefined, path: string): WireValue | undefined {
  return memberReader(path)(value);
}

/** The same for many values: the path is taken apart once. `region` is that of the call, which `amis[region=$region]` means. */
export function memberReader(path: string, region = ''): (value: WireValue | undefined) => WireValue | undefined {
  const steps = path === '' ? [] : path.split('.').map(stepOf);
  return (value) => walk(value, steps, 0, region);
}

interface PathStep {
  readonly name: string;
  /** Of a list the elements whose member is the call's region, alone. */
  readonly member?: string | undefined;
}

function stepOf(text: string): PathStep {
  const [, name = text, member] = /^(\w+)\[(\w+)=\$region\]$/.exec(text) ?? [];
  return { name, member };
}

function walk(
  value: WireValue | undefined,
  steps: readonly PathStep[],
  from: number,
  region: string,
): WireValue | undefined {
  const step = steps[from];
  if (step === undefined) return value;
  if (isList(value)) {
    return value.flatMap((element) => {
      const found = walk(element, steps, from, region);
      if (found === undefined || found === null) return [];
      return isList(found) ? found : [found];
    });
  }
  if (!isStructure(value)) return undefined;
  const { name, member } = step;
  const inner = value[name];
  const here = member === undefined || !isList(inner) ? inner : inner.filter((own) => isIn(own, member, region));
  return walk(here, steps, from + 1, region);
}

function isIn(value: WireValue, member: string, region: string): boolean {
  return isStructure(value) && value[member] === region;
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
