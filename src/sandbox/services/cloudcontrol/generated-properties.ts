import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { PropertySchema, ResourceSchema } from '../../../catalog/resource-schema.ts';
import type { RequestContext } from '../../service.ts';
import { pointerPath, valuesAt, withProperty } from './property-pointers.ts';
import { schemaAt } from './property-schema.ts';

/**
 * The properties of a new resource of a type that no service of the sandbox holds itself: what the request gives and
 * what AWS would add: identifiers, names, ARNs, times and a settled status. What cannot be known stays out.
 */
export function withGeneratedProperties(
  schema: ResourceSchema,
  given: WireStructure,
  context: RequestContext,
): WireStructure {
  const identifiers = schema.primaryIdentifier.map(pointerPath);
  const readOnly = (schema.readOnlyProperties ?? []).map(pointerPath).filter((path) => path.length === 1);
  const missing = [...identifiers, ...readOnly]
    .filter((path) => !path.includes('*'))
    // ARNs last: their templates name other properties.
    .toSorted((left, right) => Number(isArn(left)) - Number(isArn(right)));
  let properties = given;
  for (const path of missing) {
    if (valuesAt(properties, path).length > 0) continue;
    const value = identifiers.includes(path)
      ? generatedIdentifier(schema, path, properties, context)
      : generatedValue(schema, path, properties, context);
    if (value !== undefined) properties = withProperty(properties, path, value);
  }
  return properties;
}

/** The times of last change that an update moves on. */
export function touchedProperties(schema: ResourceSchema, context: RequestContext): WireStructure {
  const names = (schema.readOnlyProperties ?? []).map(pointerPath).filter((path) => path.length === 1);
  const touched = names.flatMap(([name = '']) =>
    /^(LastModified|LastUpdate|Updated|Modified)/.test(name) && isTime(name, schemaAt(schema, [name]))
      ? [[name, timestamp(context)]]
      : [],
  );
  return Object.fromEntries(touched);
}

function generatedIdentifier(
  schema: ResourceSchema,
  path: readonly string[],
  properties: WireStructure,
  context: RequestContext,
): WireValue {
  const property = schemaAt(schema, path);
  if (property?.type === 'integer' || property?.type === 'number') {
    return 1 + Number.parseInt(context.state.identifier('', 7), 16);
  }
  if (isArn(path)) return arnOf(schema, properties, context);
  const kind = schema.typeName.split('::')[2] ?? '';
  const suffix = context.state.identifier('', 12);
  const named = /Name$/.test(path.at(-1) ?? '');
  const candidates = [
    ...prefixesIn(property?.pattern).map((prefix) => prefix + context.state.identifier('', 17)),
    ...(named ? [`${kind}-${suffix}`, `${kind}-${suffix}`.toLowerCase(), `${kind}${suffix}`] : []),
    suffix,
    context.state.uuid(),
    context.state.identifier('', 32),
    suffix.slice(0, 10).toUpperCase(),
    `${kind}-${suffix}`,
  ];
  return candidates.find((candidate) => fits(candidate, property)) ?? suffix;
}

function generatedValue(
  schema: ResourceSchema,
  path: readonly string[],
  properties: WireStructure,
  context: RequestContext,
): WireValue | undefined {
  const [name = ''] = path;
  const property = schemaAt(schema, path);
  if (property !== undefined && property.type !== 'string') return undefined;
  if (isArn(path)) return arnOf(schema, properties, context);
  if (isTime(name, property)) return timestamp(context);
  if (/(Status|State)$/.test(name)) return settledStatus(property);
  if (/^(Owner|Account|AwsAccount|OwnerAccount)Id$/.test(name)) return context.account;
  const kind = schema.typeName.split('::')[2] ?? '';
  return name === 'Id' || name === `${kind}Id` ? generatedIdentifier(schema, path, properties, context) : undefined;
}

function arnOf(schema: ResourceSchema, properties: WireStructure, context: RequestContext): string {
  const [, service = '', kind = ''] = schema.typeName.split('::');
  const own = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]));
  const unknown = () => context.state.identifier('', 12);
  const template =
    schema.arnTemplate ??
    `arn:\${Partition}:${service.toLowerCase()}:\${Region}:\${Account}:${kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}/${nameIn(properties) ?? unknown()}`;
  return template.replace(/\$\{([^}]+)\}/g, (_, placeholder: string) => {
    const name = placeholder.toLowerCase().replace(/^aws::/, '');
    if (name === 'partition') return context.partition;
    if (name === 'region') return context.region;
    if (name === 'account' || name === 'accountid') return context.account;
    const value = own.get(name) ?? own.get(name.replace(kind.toLowerCase(), ''));
    return typeof value === 'string' || typeof value === 'number' ? String(value) : (nameIn(properties) ?? unknown());
  });
}

function nameIn(properties: WireStructure): string | undefined {
  const found = Object.entries(properties).find(
    ([name, value]) => /(Name|Id)$/.test(name) && typeof value === 'string',
  );
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

/** `^vpc-[0-9a-f]+$` asks for `vpc-`. */
function prefixesIn(pattern: string | undefined): readonly string[] {
  const prefix = /^\^?\(?([A-Za-z]{1,16}-)[[(\\]/.exec(pattern ?? '')?.[1];
  return prefix === undefined ? [] : [prefix];
}

function fits(text: string, property: PropertySchema | undefined): boolean {
  if (text.length < (property?.minLength ?? 0) || text.length > (property?.maxLength ?? 2_048)) return false;
  if (property?.enum !== undefined) return property.enum.includes(text);
  if (property?.pattern === undefined) return true;
  try {
    return new RegExp(property.pattern, 'u').test(text);
  } catch {
    // CloudFormation's patterns are Java's; the few that JavaScript cannot read bind nothing here.
    return true;
  }
}

function settledStatus(property: PropertySchema | undefined): WireValue | undefined {
  const values = property?.enum ?? [];
  const settled = /^(active|available|ready|created|enabled|complete|completed|succeeded|running|in_?service|ok)$/i;
  return values.find((value) => settled.test(String(value))) ?? (values.length === 0 ? 'ACTIVE' : undefined);
}

const isArn = (path: readonly string[]) => /Arn$/i.test(path.at(-1) ?? '');

const isTime = (name: string, property: PropertySchema | undefined) =>
  property?.type === 'string' &&
  (property.format === 'date-time' || /(Time|Timestamp|Date|CreatedAt|UpdatedAt|ModifiedAt)$/.test(name));

const timestamp = (context: RequestContext) => new Date(context.now).toISOString();
