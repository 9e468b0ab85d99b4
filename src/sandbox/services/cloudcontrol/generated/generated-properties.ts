import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { namesProperty, pointerPath } from '../../../../cloudformation/pointer-path.ts';
import type { PropertySchema, ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { schemaAt } from '../../../../cloudformation/schema-at.ts';
import { valuesAt } from '../../../../cloudformation/values-at.ts';
import { withProperty } from '../../../../cloudformation/with-property.ts';
import type { RequestContext } from '../../../service.ts';
import { generatedArn, generatedIdentifier, isArn, type NewResource } from './generated-identifier.ts';
import { firstFitting, namesOf } from './generated-text.ts';
import { identifierTemplate } from './well-known-identifiers.ts';

/**
 * The properties of a new resource of a type that no service of the sandbox holds itself: what the request gives and
 * what AWS would add: names, identifiers, ARNs, times and a settled status. What cannot be known stays out.
 *
 * @param attempt 1, and more by one each time that the identifier which came of it was found taken.
 */
export function withGeneratedProperties(
  schema: ResourceSchema,
  given: WireStructure,
  context: RequestContext,
  attempt: number,
): WireStructure {
  const resource: NewResource = { schema, properties: withNames(schema, given, context), context, attempt };
  const identifiers = schema.primaryIdentifier.map(pointerPath).filter((path) => !path.includes('*'));
  const readOnly = (schema.readOnlyProperties ?? []).map(pointerPath).filter((path) => path.length === 1);
  const named = identifiers.filter((path) => !namesProperty(schema.readOnlyProperties, path));
  // What AWS makes is made of what is given, and ARNs of all of that.
  const ordered = [...named, ...byArn([...identifiers, ...readOnly])];
  let { properties } = resource;
  for (const path of ordered) {
    if (valuesAt(properties, path).length > 0) continue;
    const soFar = { ...resource, properties };
    const value = identifiers.includes(path) ? generatedIdentifier(path, soFar) : generatedValue(path, soFar);
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

/** The names that AWS makes where none is given: its documentation says so of them, or the identifier is made of them. */
function withNames(schema: ResourceSchema, given: WireStructure, context: RequestContext): WireStructure {
  const template = identifierTemplate(schema.typeName) ?? schema.arnTemplate ?? '';
  const missing = Object.entries(schema.properties).filter(
    ([name, { description = '' }]) =>
      given[name] === undefined &&
      /(Name|Identifier|Family)$/.test(name) &&
      schema.required?.includes(name) !== true &&
      (template.includes(`\${${name}}`) || /generates? an? (unique|random|name)/i.test(description)) &&
      !namesProperty(schema.readOnlyProperties, [name]),
  );
  const named = missing.flatMap(([name]) => {
    const text = firstFitting(namesOf(schema.typeName, context.state), schemaAt(schema, [name]));
    return text === undefined ? [] : [[name, text]];
  });
  return named.length === 0 ? given : { ...given, ...Object.fromEntries(named) };
}

function generatedValue(path: readonly string[], resource: NewResource): WireValue | undefined {
  const { schema, context } = resource;
  const [name = ''] = path;
  const property = schemaAt(schema, path);
  if (property !== undefined && property.type !== 'string') return undefined;
  const kind = schema.typeName.split('::')[2] ?? '';
  // The ARN of anything else is not known.
  if (isArn(name)) return /^arn$/i.test(name) || name === `${kind}Arn` ? generatedArn(property, resource) : undefined;
  if (isTime(name, property)) return timestamp(context);
  if (/(Status|State)$/.test(name)) return settledStatus(property);
  if (/^(Owner|Account|AwsAccount|OwnerAccount)Id$/.test(name)) return context.account;
  return name === 'Id' || name === `${kind}Id` ? generatedIdentifier(path, resource) : undefined;
}

function settledStatus(property: PropertySchema | undefined): WireValue | undefined {
  const values = property?.enum ?? [];
  const settled = /^(active|available|ready|created|enabled|complete|completed|succeeded|running|in_?service|ok)$/i;
  const found = values.find((value) => settled.test(String(value)));
  return found ?? (values.length === 0 && property?.pattern === undefined ? 'ACTIVE' : undefined);
}

function byArn(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return paths.toSorted((left, right) => Number(isArn(left.at(-1) ?? '')) - Number(isArn(right.at(-1) ?? '')));
}

const isTime = (name: string, property: PropertySchema | undefined) =>
  property?.type === 'string' &&
  (property.format === 'date-time' ||
    (property.pattern === undefined && /(Time|Timestamp|Date|CreatedAt|UpdatedAt|ModifiedAt)$/.test(name)));

const timestamp = (context: RequestContext) => new Date(context.now).toISOString();
