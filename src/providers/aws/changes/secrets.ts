import type { ServiceModel, ShapeReference } from '../../../aws/service-model.ts';
import { pointerPath } from '../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { PatchOperation } from '../../../data/json-patch.ts';
import { jsonPointer } from '../../../data/json-pointer.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { secretTexts } from '../../../naming/secret-texts.ts';

type Parts = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/**
 * Where in the parts of a plan (`before`, `after`) the properties stand that AWS takes and never tells again. The values
 * that they were made of, in whatever spelling, are secret as a whole.
 */
export function secretProperties(schema: ResourceSchema, parts: Parts): readonly string[] {
  const paths = writeOnlyPaths(schema);
  const found = Object.entries(parts).flatMap(([part, values]) => [
    ...paths.flatMap((path) => pointersAt(values, path, `/${part}`)),
    ...secretTexts(values, `/${part}`),
  ]);
  const given = found.filter((pointer) => pointer.startsWith('/after/')).map((pointer) => pointer.split('/')[2]);
  return [...found, ...[...new Set(given)].map((name) => `/values/${name}`)];
}

/** The same in the operations of a patch. */
export function secretPatch(schema: ResourceSchema, patch: readonly PatchOperation[]): readonly string[] {
  return patch.flatMap((operation, index) => {
    if (!('value' in operation)) return [];
    const { path, value } = operation;
    const steps = pointerPath(path);
    const pointer = `/patch/${index}/value`;
    const found = writeOnlyPaths(schema).flatMap((secret) => {
      const isBelow = steps.every((step, at) => at >= secret.length || secret[at] === step || secret[at] === '*');
      return isBelow ? pointersAt(value, secret.slice(steps.length), pointer) : [];
    });
    return [
      ...found,
      ...secretTexts({ [steps.at(-1) ?? '']: value }, '').map((own) => own.replace(/^\/[^/]*/, pointer)),
    ];
  });
}

/** Where in the parts of a plan the arguments of an operation stand that its model calls sensitive. */
export function secretArguments(model: ServiceModel, operation: string, parts: Parts): readonly string[] {
  const input = model.operations[operation]?.input;
  return Object.entries(parts).flatMap(([part, values]) => [
    ...secretTexts(values, `/${part}`),
    ...Object.entries(values).flatMap(([argument, value]) => {
      const reference = memberFor(model, input, argument.replace(/^@?(data__)?/, ''));
      return sensitiveAt(model, reference, value, jsonPointer([part, argument]));
    }),
  ]);
}

function writeOnlyPaths({ writeOnlyProperties = [] }: ResourceSchema): readonly (readonly string[])[] {
  return writeOnlyProperties.map(pointerPath);
}

function pointersAt(value: Value | undefined, path: readonly string[], pointer: string): readonly string[] {
  const [name, ...rest] = path;
  if (value === undefined || value === null) return [];
  // What is text where the path goes on is JSON that nobody has opened: all of it is hidden.
  if (name === undefined || typeof value !== 'object') return [pointer];
  if (Array.isArray(value))
    return value.flatMap((item: Value, index) => pointersAt(item, name === '*' ? rest : path, `${pointer}/${index}`));
  const members = value as Readonly<Record<string, Value>>;
  const names = name === '*' ? Object.keys(members) : [name];
  return names.flatMap((one) => pointersAt(members[one], rest, `${pointer}${jsonPointer([one])}`));
}

function memberFor(
  model: ServiceModel,
  reference: ShapeReference | undefined,
  name: string,
): ShapeReference | undefined {
  const members = model.shapes[reference?.shape ?? '']?.members ?? {};
  const wanted = nameKey(name);
  return Object.entries(members).find(([own, { locationName, queryName }]) =>
    [own, locationName, queryName].some((spelling) => spelling !== undefined && nameKey(spelling) === wanted),
  )?.[1];
}

function sensitiveAt(
  model: ServiceModel,
  reference: ShapeReference | undefined,
  value: Value,
  pointer: string,
): readonly string[] {
  const shape = model.shapes[reference?.shape ?? ''];
  if (shape === undefined || value === null) return [];
  if (shape.sensitive === true) return [pointer];
  const isOpen = shape.type !== 'structure' && shape.type !== 'list' && shape.type !== 'map';
  if (isOpen) return [];
  if (typeof value !== 'object') return holdsSensitive(model, reference) ? [pointer] : [];
  return Object.entries(value as Readonly<Record<string, Value>>).flatMap(([name, member]) => {
    const inside = shape.type === 'structure' ? memberFor(model, reference, name) : (shape.member ?? shape.value);
    return sensitiveAt(model, inside, member, `${pointer}${jsonPointer([name])}`);
  });
}

function holdsSensitive(model: ServiceModel, reference: ShapeReference | undefined, seen = new Set<string>()): boolean {
  const shape = model.shapes[reference?.shape ?? ''];
  if (shape === undefined || reference === undefined || seen.has(reference.shape)) return false;
  seen.add(reference.shape);
  const inside = [...Object.values(shape.members ?? {}), shape.member, shape.value];
  return shape.sensitive === true || inside.some((one) => one !== undefined && holdsSensitive(model, one, seen));
}
