import type { ColumnInput, ResourceDescription } from '../../../catalog/resource-description.ts';
import { isObject } from '../../../data/is-object.ts';
import { jsonInText } from '../../../data/json-in-text.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';

type Values = Readonly<Record<string, Value>>;

/** The property that a name gives the call of an INSERT under another name, or inside another value. */
export function createProperty({ changes }: ResourceDescription, name: string): string | undefined {
  const plain = nameKey(name.replace(/^data__/i, ''));
  return Object.keys(changes?.create?.inputs ?? {}).find((property) => nameKey(property) === plain);
}

/** What the call of an INSERT is given: its own inputs as they are, properties of the type where the call has them. */
export function createInput({ changes }: ResourceDescription, values: Values): Values {
  const { inputs = {}, usual = {} } = changes?.create ?? {};
  let input: Values = usual;
  for (const [name, value] of Object.entries(values)) {
    const place = inputs[name];
    // `Monitoring = true` is the type's, `Monitoring = '{"Enabled": true}'` the call's own.
    const isOwn = place === undefined || (name in place && isObject(jsonInText(value)));
    input = isOwn ? { ...input, [name]: merged(input[name], value) } : mergedAll(input, filled(place, value));
  }
  return input;
}

function filled(place: Readonly<Record<string, ColumnInput>>, value: Value): Values {
  const fill = (one: ColumnInput): Value => {
    if (one === '$value') return jsonInText(value);
    if (Array.isArray(one)) return one.map(fill);
    return typeof one === 'object' ? filled(one as Readonly<Record<string, ColumnInput>>, value) : one;
  };
  return Object.fromEntries(Object.entries(place).map(([name, one]) => [name, fill(one)]));
}

function mergedAll(one: Values, other: Values): Values {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => [name, name in other ? merged(one[name], other[name] ?? null) : (one[name] ?? null)]),
  );
}

/** Members and elements that are given in several places stand together. */
function merged(before: Value | undefined, value: Value): Value {
  const [one, other] = [jsonInText(before ?? null), jsonInText(value)];
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (isObject(one) && isObject(other)) return mergedAll(one as Values, other as Values);
  return value;
}
