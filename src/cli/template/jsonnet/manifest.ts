import { fieldNames, fieldOf } from './objects.ts';
import { isArray, isFunction, isObjectValue, type Value } from './value.ts';

/** A value as data. Throws for functions. */
export function manifest(value: Value): unknown {
  if (isFunction(value)) throw new Error('A function is no data: call it, or hide its field with ::.');
  if (isArray(value)) return value.elements.map((element) => manifest(element()));
  if (isObjectValue(value)) {
    // Members of any name are members: `__proto__` too.
    return Object.fromEntries(fieldNames(value).map((name) => [name, manifest(fieldOf(value, name) ?? null)]));
  }
  return value;
}

/** JSON as Jsonnet writes it: on one line with blanks, without any, or with an indentation. */
export function jsonText(value: Value, form: 'line' | 'bare' | { readonly indent: string }): string {
  return written(manifest(value), form, '');
}

function written(value: unknown, form: 'line' | 'bare' | { readonly indent: string }, before: string): string {
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const inner = typeof form === 'object' ? before + form.indent : before;
  const items = isList
    ? value.map((item) => written(item, form, inner))
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}:${form === 'bare' ? '' : ' '}${written(item, form, inner)}`,
      );
  if (items.length === 0 && typeof form !== 'object') return form === 'bare' ? open + close : `${open} ${close}`;
  if (typeof form === 'object') return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${before}${close}`;
  return `${open}${items.join(form === 'bare' ? ',' : ', ')}${close}`;
}

/** Whole numbers without a point, others with up to 17 digits. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? '-0' : BigInt(value).toString();
  const [digits = '', power] = value.toPrecision(17).split('e');
  const short = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  if (power === undefined) return short;
  return `${short}e${power.startsWith('-') ? '-' : '+'}${power.slice(1).padStart(2, '0')}`;
}
