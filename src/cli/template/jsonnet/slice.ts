import { isArray, typeOf, type Value } from './value.ts';

/** `target[from:to:step]` of a list or a text; ends that are null or behind the last mean the end. */
export function sliceOf(target: Value, [from = null, to = null, step = null]: readonly Value[]): Value {
  if (!isArray(target) && typeof target !== 'string')
    throw new Error(`Lists and texts have slices, and this is ${typeOf(target)}.`);
  const all = isArray(target) ? target.elements : [...target];
  const end = (value: Value, usual: number): number => {
    if (value === null) return usual;
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw new Error('The parts of a slice are whole numbers.');
    return value < 0 ? Math.max(0, all.length + value) : Math.min(value, all.length);
  };
  const stride = step === null ? 1 : step;
  if (typeof stride !== 'number' || !Number.isInteger(stride) || stride < 1)
    throw new Error('The step of a slice is 1 or more.');
  const [first, last] = [end(from, 0), end(to, all.length)];
  const taken = <Element>(elements: readonly Element[]): readonly Element[] =>
    elements.slice(first, last).filter((_, index) => index % stride === 0);
  return isArray(target) ? { kind: 'array', elements: taken(target.elements) } : taken([...target]).join('');
}
