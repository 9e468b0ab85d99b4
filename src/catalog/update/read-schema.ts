import { pointerPath } from '../../cloudformation/pointer-path.ts';
import type { PropertySchema, ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { markdownToText } from '../markdown-text.ts';
import { isObject, isPropertySchema, isTextList, type JsonObject } from './schema-form.ts';

/** What of a schema is kept; `$schema`, addresses of documentation and the like are of no use here. */
const pointerLists = [
  'readOnlyProperties',
  'writeOnlyProperties',
  'createOnlyProperties',
  'conditionalCreateOnlyProperties',
] as const;
const asTheyAre = ['required', 'oneOf', 'anyOf', 'allOf', 'dependencies', 'additionalProperties'] as const;

/**
 * A type's schema as AWS publishes it, in our form: pointers with slashes alone, descriptions as plain text. Throws an
 * Error that says what is wrong when it is no schema of a resource type.
 */
export function readSchema(text: string): ResourceSchema {
  const content: unknown = JSON.parse(text);
  if (!isObject(content)) throw new Error('it is no JSON object');
  const { typeName, description, properties, definitions, primaryIdentifier, additionalIdentifiers } = content;
  if (typeof typeName !== 'string' || !/^\w{2,64}::\w{2,64}::\w{2,64}$/.test(typeName)) {
    throw new Error(typeName === undefined ? 'it has no typeName' : `its typeName is ${JSON.stringify(typeName)}`);
  }
  if (!isTextList(primaryIdentifier) || primaryIdentifier.length === 0) throw new Error('it has no primaryIdentifier');
  const tagging = isObject(content.tagging) ? content.tagging : { taggable: content.taggable === true };
  if (content.required !== undefined && !isTextList(content.required))
    throw new Error('its required is no list of texts');
  const alternatives = Object.fromEntries(['oneOf', 'anyOf', 'allOf'].map((name) => [name, content[name]]));
  if (!isPropertySchema(alternatives)) throw new Error('its alternatives are no JSON schemas');
  const createOnly = isTextList(content.createOnlyProperties) ? content.createOnlyProperties : [];
  // What can only be given at creation can be given: the name of a SageMaker endpoint is said to be read-only as well.
  const isContradicted = (readOnly: string) => createOnly.includes(readOnly);
  const schema = {
    typeName,
    ...(typeof description === 'string' && { description: markdownToText(description) }),
    properties: propertySchemas('properties', properties),
    ...(definitions !== undefined && { definitions: propertySchemas('definitions', definitions) }),
    primaryIdentifier: primaryIdentifier.map(pointer),
    ...(Array.isArray(additionalIdentifiers) && {
      additionalIdentifiers: additionalIdentifiers.filter(isTextList).map((pointers) => pointers.map(pointer)),
    }),
    ...Object.fromEntries(
      pointerLists.flatMap((name) => {
        const pointers = content[name];
        if (pointers === undefined) return [];
        if (!isTextList(pointers)) throw new Error(`its ${name} is no list of texts`);
        return [[name, pointers.map(pointer).filter((own) => name !== 'readOnlyProperties' || !isContradicted(own))]];
      }),
    ),
    ...Object.fromEntries(asTheyAre.flatMap((name) => (content[name] === undefined ? [] : [[name, content[name]]]))),
    tagging,
    ...(content.handlers !== undefined && { handlers: handlersOf(content.handlers) }),
    source: 'cloudformation-schema' as const,
  };
  return schema as ResourceSchema;
}

function propertySchemas(what: string, content: unknown): Readonly<Record<string, PropertySchema>> {
  if (!isObject(content)) throw new Error(`it has no ${what}`);
  for (const [name, facts] of Object.entries(content)) {
    if (!isPropertySchema(facts)) throw new Error(`${what}/${name} is no JSON schema`);
  }
  return withPlainText(content) as Readonly<Record<string, PropertySchema>>;
}

/** Descriptions are Markdown; a property may be named `description` as well. */
function withPlainText(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(withPlainText);
  if (!isObject(content)) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      name === 'description' && typeof value === 'string' ? markdownToText(value) : withPlainText(value),
    ]),
  );
}

/** Of some types a part of a pointer is set off by a dot: `/properties/EncryptionConfiguration.KeyArn`. */
function pointer(text: string): string {
  const slashed = text.replaceAll('.', '/');
  // Throws where it is no pointer, before anyone follows it.
  pointerPath(slashed);
  return slashed;
}

function handlersOf(content: unknown): ResourceSchema['handlers'] {
  if (!isObject(content)) throw new Error('its handlers are no JSON object');
  for (const [name, handler] of Object.entries(content)) {
    if (!isObject(handler) || (handler.permissions !== undefined && !isTextList(handler.permissions))) {
      throw new Error(`its handler ${name} has permissions that are no list of texts`);
    }
    const needed = isObject(handler.handlerSchema) ? handler.handlerSchema.required : undefined;
    if (needed !== undefined && !isTextList(needed)) throw new Error(`its handler ${name} requires no list of texts`);
  }
  return content as JsonObject as ResourceSchema['handlers'];
}
