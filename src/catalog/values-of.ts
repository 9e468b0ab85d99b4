import type { ServiceModel, Shape } from '../aws/service-model.ts';
import { resolveReference } from '../cloudformation/resolve-reference.ts';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import { nameKey } from '../data/name-key.ts';
import type { MethodCall, NativeCall, ResourceDescription } from './resource-description.ts';
import { ownPath } from './told-or-asked.ts';

/** What is asked for the values of. */
export type ValuesOf = { readonly column: string } | { readonly method: string; readonly parameter: string };

export interface ValueSources {
  readonly schema: ResourceSchema | undefined;
  model(service: string): Promise<ServiceModel>;
}

/** The values that a column or a parameter can have, where the API knows but these; none where it takes any. */
export async function valuesOf(
  resource: ResourceDescription,
  of: ValuesOf,
  sources: ValueSources,
): Promise<readonly string[]> {
  const lists =
    'column' in of ? await ofColumn(resource, of.column, sources) : await ofParameter(resource, of, sources);
  return [...new Set(lists.flat())];
}

/** What rows say there, and what requests take of that name. */
async function ofColumn(
  { columns, accessPaths }: ResourceDescription,
  name: string,
  { schema, model }: ValueSources,
): Promise<readonly (readonly string[])[]> {
  const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const native = accessPaths.map(async ({ call }) => {
    if (call.api !== 'native') return [];
    const path = ownEntry(call.columns, name) ?? '';
    const input = ownEntry(call.inputs, name);
    if (path === '' && input === undefined) return [];
    const known = await model(call.service);
    return path === '' ? inputValues(known, call.operation, input ?? '') : outputValues(known, call, path);
  });
  return [propertyValues(schema, column?.property), ...(await Promise.all(native))];
}

async function ofParameter(
  { methods }: ResourceDescription,
  { method: wanted, parameter }: { readonly method: string; readonly parameter: string },
  { schema, model }: ValueSources,
): Promise<readonly (readonly string[])[]> {
  const call: MethodCall | undefined = methods.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.call;
  if (call === undefined) return [];
  if (call.api === 'native') return [inputValues(await model(call.service), call.operation, parameter)];
  const property = Object.keys(schema?.properties ?? {}).find((name) => nameKey(name) === nameKey(parameter));
  return [propertyValues(schema, property)];
}

/** The values of a property of the type. */
function propertyValues(schema: ResourceSchema | undefined, name: string | undefined): readonly string[] {
  const property = name === undefined ? undefined : schema?.properties[name];
  if (schema === undefined || property === undefined) return [];
  const found = resolveReference(schema, property).property;
  return (found.enum ?? []).filter((value) => typeof value === 'string');
}

function inputValues({ operations, shapes }: ServiceModel, operation: string, name: string): readonly string[] {
  const members = shapes[operations[operation]?.input?.shape ?? '']?.members ?? {};
  const member = Object.keys(members).find((own) => nameKey(own) === nameKey(name));
  const shape = member === undefined ? undefined : shapes[members[member]?.shape ?? ''];
  return (shape?.member === undefined ? shape : shapes[shape.member.shape])?.enum ?? [];
}

/** What a member of the rows can be; of paths that are more than names nothing is known. */
function outputValues(model: ServiceModel, { operation, result }: NativeCall, path: string): readonly string[] {
  const own = ownPath(path);
  const fromRow = own.startsWith('$.') ? own.slice(2) : [result, own].filter((part) => part !== '').join('.');
  const parts = fromRow.split('.');
  if (!parts.every((part) => /^(\*|\w+)$/.test(part))) return [];
  let shape = model.shapes[model.operations[operation]?.output?.shape ?? ''];
  let name = '';
  for (const part of parts) {
    shape = elementOf(shape, model);
    const next = part === '*' ? shape?.value : shape?.members?.[part];
    name = next?.shape ?? '';
    shape = model.shapes[name];
  }
  return answered[`${model.service} ${name}`] ?? shape?.enum ?? [];
}

/** What rows have where the model says something else, by the API's documentation. */
const answered: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html, platform
  'ec2 PlatformValues': ['windows'],
};

/** A list on the way is walked element by element. */
function elementOf(shape: Shape | undefined, model: ServiceModel): Shape | undefined {
  return shape?.member === undefined ? shape : elementOf(model.shapes[shape.member.shape], model);
}

function ownEntry(entries: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(entries).find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}
