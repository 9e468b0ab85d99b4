import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { namesProperty, propertyPointer } from '../../../../cloudformation/pointer-path.ts';
import type { PropertySchema, ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { schemaAt } from '../../../../cloudformation/schema-at.ts';
import type { RequestContext } from '../../../service.ts';
import { isGlobalType } from '../resources/global-types.ts';
import { filledTemplate } from './filled-template.ts';
import { firstFitting, fits, idsOf, namesOf, randomText, textsOfPattern } from './generated-text.ts';
import {
  arnServiceName,
  defaultIdentifier,
  identifierSources,
  identifierTemplate,
  wellKnownPattern,
} from './well-known-identifiers.ts';

/** What is known of the resource whose identifier is made. */
export interface NewResource {
  readonly schema: ResourceSchema;
  readonly properties: WireStructure;
  readonly context: RequestContext;
  /** Counts the identifiers that were found taken: what numbers resources goes on by it. */
  readonly attempt: number;
}

/** A part of an identifier that the request leaves to AWS. */
export function generatedIdentifier(path: readonly string[], resource: NewResource): WireValue {
  const { schema, context, attempt } = resource;
  const { typeName } = schema;
  const name = path.at(-1) ?? '';
  const property = schemaAt(schema, path);
  if (property?.type === 'integer' || property?.type === 'number') return attempt;
  const isReadOnly = namesProperty(schema.readOnlyProperties, path);
  const text = firstFitting(
    [
      () => defaultIdentifier(typeName, name),
      () => sourceOf(name, isReadOnly, resource),
      () => ofPlace(name, context),
      () => (isReadOnly && /(Version|VersionNumber|DeploymentNumber|Run)$/.test(name) ? String(attempt) : undefined),
      () => (property?.enum === undefined ? undefined : String(property.enum[0])),
      () => templateText(name, isReadOnly, resource),
      () => wellKnownText(name, resource),
    ],
    property,
  );
  if (text !== undefined) return text;
  if (isArn(name)) return generatedArn(property, resource);
  const { state } = context;
  const isNamed = !isReadOnly || /Name$/.test(name);
  const ofKind = isNamed ? namesOf(typeName, state) : [];
  return (
    firstFitting(
      [...ofKind, ...textsOfPattern(property, state), ...idsOf(state, property), ...namesOf(typeName, state)],
      property,
    ) ?? state.identifier('', 12)
  );
}

/** The ARN of the resource itself, as its template makes it, or the schema's pattern. */
export function generatedArn(property: PropertySchema | undefined, resource: NewResource): string {
  const { schema, properties, context, attempt } = resource;
  const { typeName } = schema;
  const template = schema.arnTemplate ?? usualArn(typeName);
  const made = filledTemplate(template, { typeName, properties, context, attempt });
  if (fits(made, property)) return made;
  const ofPattern = textsOfPattern(property, context.state).map((make) => () => atPlace(make(), context));
  return firstFitting(ofPattern, property) ?? firstFitting(textsOfPattern(property, context.state), property) ?? made;
}

/** `arn:aws:test:us-east-1:123456789012:event-bus/0f3a…`. */
function usualArn(typeName: string): string {
  const kind = (typeName.split('::')[2] ?? '').replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are the template's own.
  const region = isGlobalType(typeName) ? '' : '${Region}';
  return `arn:\${Partition}:${arnServiceName(typeName)}:${region}:\${Account}:${kind}/\${${kind}name}`;
}

/** An ARN that was made of nothing but a pattern, moved to where the resource is. */
function atPlace(arn: string | undefined, { partition, region, account }: RequestContext): string | undefined {
  const [prefix, , service, inRegion, ofAccount, ...rest] = arn?.split(':') ?? [];
  if (prefix !== 'arn' || rest.length === 0) return undefined;
  const parts = [prefix, partition, service, inRegion === '' ? '' : region, ofAccount === '' ? '' : account, ...rest];
  return parts.join(':');
}

/** What another property says already: `DomainId` is the `DomainIdentifier` that was given. */
function sourceOf(name: string, isReadOnly: boolean, { schema, properties }: NewResource): string | undefined {
  if (!isReadOnly) return undefined;
  const stem = /^(.+)(?:Id|Identifier)$/.exec(name)?.[1];
  const alike = stem === undefined ? [] : [`${stem}Identifier`, `${stem}Id`];
  const names = [...identifierSources(schema.typeName, name), ...alike];
  const found = names.map((one) => properties[one]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : undefined;
}

function ofPlace(name: string, { account, region }: RequestContext): string | undefined {
  if (/^((Aws|Owner|Source|Target)?AccountId|RegistryId|CatalogId)$/.test(name)) return account;
  return name === 'Region' ? region : undefined;
}

/** A template makes the part that AWS makes; where there are several, the first. */
function templateText(name: string, isReadOnly: boolean, resource: NewResource): string | undefined {
  const { schema, properties, context, attempt } = resource;
  const template = isReadOnly ? identifierTemplate(schema.typeName) : undefined;
  const made = schema.primaryIdentifier.find((pointer) => schema.readOnlyProperties?.includes(pointer));
  if (template === undefined || made !== propertyPointer([name])) return undefined;
  return filledTemplate(template, { typeName: schema.typeName, properties, context, attempt });
}

function wellKnownText(name: string, { schema, context }: NewResource): string | undefined {
  if (isArn(name) || !/(Id|Identifier|Ip|Type)$/.test(name)) return undefined;
  const pattern = wellKnownPattern(schema.typeName, name);
  if (pattern === undefined) return undefined;
  const here = pattern.replaceAll(/\$\{(\w+)\}/g, (_, part: string) =>
    part === 'Region' ? context.region : context.account,
  );
  return randomText(here, context.state);
}

export const isArn = (name: string) => /Arn$/i.test(name);
