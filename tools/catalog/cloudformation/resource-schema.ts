import type { ResourceOverlay } from '../../../src/catalog/build/overlays/overlay.ts';
import { firstParagraph, markdownToText } from '../../../src/catalog/build/plain-text.ts';
import type { PermissionOperation } from '../../../src/catalog/resource-description.ts';
import { pointerPath, propertyPointer } from '../../../src/cloudformation/pointer-path.ts';
import type { HandlerSchema, PropertySchema, ResourceSchema } from '../../../src/cloudformation/resource-schema.ts';
import { isSecretName } from '../../../src/naming/is-secret-name.ts';
import { PropertySchemas } from './property-schemas.ts';
import type { Specification, SpecifiedResource } from './specification.ts';
import { unspecifiedFacts } from './unspecified-facts.ts';

const operations: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];

/** The schema of a resource type in AWS's own form, out of the CDK's specification and the facts of the overlay. */
export function resourceSchema(
  specification: Specification,
  resource: SpecifiedResource,
  overlay: ResourceOverlay = {},
): ResourceSchema {
  const unspecified = unspecifiedFacts(resource.cloudFormationType);
  const schemas = new PropertySchemas(specification, unspecified.unordered);
  const properties: Record<string, PropertySchema> = {};
  const readOnly: string[] = [];
  for (const [name, property] of Object.entries(resource.properties)) properties[name] = schemas.of(property, name);
  // Attributes that are properties as well are the input's: a `Name` can be given and is returned.
  for (const [path, attribute] of Object.entries(resource.attributes)) {
    if (path in resource.properties) continue;
    readOnly.push(propertyPointer(path.split('.')));
    place(properties, path.split('.'), schemas.of(attribute));
  }

  const tagProperty = resource.tagInformation?.tagPropertyName;
  const changing = (wanted: 'yes' | 'maybe') =>
    Object.entries(resource.properties)
      // Handlers update tags in place, whatever CloudFormation's own documentation says.
      .filter(([name, property]) => property.causesReplacement === wanted && name !== tagProperty)
      .map(([name]) => propertyPointer([name]));
  const conditional = changing('maybe');
  // What AWS takes and never tells its own schemas say; of secrets their names say it too.
  const secrets = Object.keys(resource.properties).filter(
    (name) => properties[name]?.type === 'string' && isSecretName(name) && !/credentials?$/i.test(name),
  );
  const writeOnly = [
    ...new Set([
      ...unspecified.writeOnly.filter((pointer) => (pointerPath(pointer)[0] ?? '') in resource.properties),
      ...secrets.map((name) => propertyPointer([name])),
    ]),
  ];
  const description = firstParagraph(markdownToText(resource.documentation));

  return {
    typeName: resource.cloudFormationType,
    ...(description && { description }),
    properties,
    definitions: schemas.definitions,
    required:
      overlay.schema?.required ??
      Object.keys(resource.properties).filter((name) => resource.properties[name]?.required),
    ...(overlay.schema?.oneOf && { oneOf: overlay.schema.oneOf }),
    primaryIdentifier: (resource.primaryIdentifier ?? []).map((name) => propertyPointer(name.split('/'))),
    ...(overlay.schema?.additionalIdentifiers && { additionalIdentifiers: overlay.schema.additionalIdentifiers }),
    readOnlyProperties: readOnly,
    ...(writeOnly.length > 0 && { writeOnlyProperties: writeOnly }),
    createOnlyProperties: changing('yes'),
    ...(conditional.length > 0 && { conditionalCreateOnlyProperties: conditional }),
    additionalProperties: false,
    tagging: tagProperty ? { taggable: true, tagProperty: propertyPointer([tagProperty]) } : { taggable: false },
    handlers: handlersOf(overlay, properties),
    ...(resource.arnTemplate && { arnTemplate: resource.arnTemplate }),
    source: 'aws-service-spec',
  };
}

/** Puts an attribute such as `LatestVersion.Arn` where it belongs; a definition that has it already stays as it is. */
function place(
  properties: Record<string, PropertySchema>,
  [name = '', ...rest]: readonly string[],
  leaf: PropertySchema,
) {
  const present = properties[name];
  if (rest.length === 0) {
    properties[name] = present?.properties ? { ...leaf, ...present } : leaf;
    return;
  }
  if (present?.$ref || present?.anyOf) return;
  const inner = { ...present?.properties };
  place(inner, rest, leaf);
  properties[name] = { ...present, type: 'object', properties: inner, additionalProperties: false };
}

function handlersOf(
  { permissions, withoutHandlers, listNeeds }: ResourceOverlay,
  properties: Readonly<Record<string, PropertySchema>>,
): Partial<Record<PermissionOperation, HandlerSchema>> {
  const handlers: Partial<Record<PermissionOperation, HandlerSchema>> = {};
  for (const operation of operations) {
    if (withoutHandlers?.includes(operation)) continue;
    handlers[operation] = { permissions: permissions?.[operation] ?? [] };
  }
  if (listNeeds && handlers.list) {
    const needed = Object.fromEntries(listNeeds.map((name) => [name, properties[name] ?? {}]));
    handlers.list = { ...handlers.list, handlerSchema: { properties: needed, required: listNeeds } };
  }
  return handlers;
}
