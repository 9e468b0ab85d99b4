import { isObject } from '../data/is-object.ts';
import { valueAtPointer } from '../data/json-pointer.ts';
import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

/** The parts of a schema that references lead to. */
export type ReferenceRoot = Pick<ResourceSchema, 'properties' | 'definitions'>;

export interface ResolvedProperty {
  /** Of the definition that is referred to, `Tag`; empty where the property says itself what it is. */
  readonly name: string;
  /** Without a `$ref`. */
  readonly property: PropertySchema;
}

/**
 * A property with its `$ref` followed, references of references too; what it says itself wins. A reference that leads
 * nowhere, or round in a circle, says nothing: whatever stands beside it is all that is known.
 */
export function resolveReference(schema: ReferenceRoot, property: PropertySchema): ResolvedProperty {
  let name = '';
  let resolved = property;
  const followed = new Set<string>();
  while (resolved.$ref !== undefined) {
    const { $ref, ...own } = resolved;
    const target = followed.has($ref) ? undefined : targetOf(schema, $ref);
    if (target === undefined) return { name: '', property: own };
    followed.add($ref);
    name = nameOf($ref);
    resolved = { ...target, ...own, ...(target.$ref !== undefined && { $ref: target.$ref }) };
  }
  return { name, property: resolved };
}

/** Handlers' schemas stand in a document of their own and call the type's by a file name. */
function fragmentOf($ref: string): string | undefined {
  return /^(?:resource-schema\.json)?#(\/(?:definitions|properties)\/(?:[^~]|~[01])+)$/.exec($ref)?.[1];
}

function targetOf(schema: ReferenceRoot, $ref: string): PropertySchema | undefined {
  const fragment = fragmentOf($ref);
  const target = fragment === undefined ? undefined : valueAtPointer(schema, fragment);
  return isObject(target) ? target : undefined;
}

/** `#/definitions/Tag` is `Tag`. */
function nameOf($ref: string): string {
  return $ref.split('/').slice(2).join('/');
}
