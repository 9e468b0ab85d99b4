import { pluralise } from '../../catalog/pluralise.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { nameKey } from '../../data/name-key.ts';
import type { ExportedResource, ToldValue } from './exported-resource.ts';

/** A part of a text: itself, or what another resource of the stack tells. */
export type TextPart = string | Reference;

export interface Reference {
  readonly resource: ExportedResource;
  readonly told: ToldValue;
}

export interface References {
  /** The parts of a text that stands in a property, under that name: the one of a list's items, of a member. */
  partsOf(resource: ExportedResource, property: string, name: string, text: string): readonly TextPart[];
}

/**
 * Finds in the values of resources what others among them tell: what AWS has made, ARNs and identifiers, wherever it stands, and names
 * where the catalog or the property's own name says what is named. No two resources are made to need each other.
 */
export function findReferences(resources: readonly ExportedResource[]): References {
  const made = madeValues(resources);
  const needs = new Map(resources.map(({ name }): [string, Set<string>] => [name, new Set()]));
  const pattern = made.size === 0 ? undefined : anyOf([...made.keys()]);

  function reaches(from: string, to: string, seen = new Set<string>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(needs.get(from) ?? [])].some((next) => reaches(next, to, seen));
  }

  function refer(resource: ExportedResource, reference: Reference): boolean {
    if (reaches(reference.resource.name, resource.name)) return false;
    needs.get(resource.name)?.add(reference.resource.name);
    return true;
  }

  function named(resource: ExportedResource, property: string, name: string, text: string): Reference | undefined {
    const column = resource.description.columns.find((own) => (own.property ?? own.name) === property)?.name;
    const referred = resource.description.relationships.filter((own) => own.column === column);
    const found = resources.flatMap((other): Reference[] => {
      const told = other.told.find(({ isIdentifier, isMade, value }) => isIdentifier && !isMade && value === text);
      // What is known by several names together is what connects others: none of them is its own.
      if (told === undefined || other === resource || other.description.identifier.length > 1) return [];
      const { description } = other;
      const names = [description.name, description.twin ?? description.name];
      const isReferred = referred.some(({ references }) =>
        names.some((own) => references === `${resourceId({ ...description, name: own })}.${told.column}`),
      );
      return isReferred || isNameOf(other, told, name) ? [{ resource: other, told }] : [];
    });
    const [only, another] = found;
    return another === undefined ? only : undefined;
  }

  return {
    partsOf(resource, property, name, text) {
      const whole = made.has(text) ? undefined : named(resource, property, name, text);
      if (whole !== undefined && refer(resource, whole)) return [whole];
      if (pattern === undefined) return [text];
      const parts: TextPart[] = [];
      let end = 0;
      for (const match of text.matchAll(pattern)) {
        const reference = made.get(match[0]);
        if (reference === undefined || reference.resource === resource || !refer(resource, reference)) continue;
        parts.push(text.slice(end, match.index), reference);
        end = match.index + match[0].length;
      }
      return [...parts, text.slice(end)].filter((part) => part !== '');
    },
  };
}

/** What AWS has made of one resource alone, as it is told first: by its identifier, else by the shortest name. */
function madeValues(resources: readonly ExportedResource[]): ReadonlyMap<string, Reference> {
  const found = new Map<string, Reference>();
  const several = new Set<string>();
  for (const resource of resources)
    for (const told of resource.told.filter(isUnique).toSorted(compareTold)) {
      const known = found.get(told.value);
      if (known === undefined) found.set(told.value, { resource, told });
      else if (known.resource !== resource) several.add(told.value);
    }
  for (const value of several) found.delete(value);
  return found;
}

/** Whether nothing else is the same by chance: an ARN, or what has an identifier's form. */
function isUnique({ value, isMade, isIdentifier }: ToldValue): boolean {
  return isMade && (value.startsWith('arn:') || (isIdentifier && /[0-9a-f]{6,}|^[A-Z0-9]{10,}$/.test(value)));
}

function compareTold(one: ToldValue, other: ToldValue): number {
  return Number(other.isIdentifier) - Number(one.isIdentifier) || one.column.length - other.column.length;
}

/** The longest first: one may be the beginning of another. Each ends where its name ends. */
function anyOf(values: readonly string[]): RegExp {
  const escaped = values
    .toSorted((one, other) => other.length - one.length)
    .map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w.-])(?:${escaped.join('|')})(?![\\w.-])`, 'g');
}

/** Whether a property's name is that of the identifier, `InstanceProfileName`, or of the resource, `Roles`. */
function isNameOf({ description }: ExportedResource, { property }: ToldValue, name: string): boolean {
  const noun = description.cloudFormationType?.split('::').at(-1) ?? resourceId(description);
  const own = nameKey(name);
  const isGeneral = ['name', 'id'].includes(nameKey(property));
  const names = [noun, `${noun}Name`, `${noun}Id`, ...(isGeneral ? [] : [property])];
  return names.some((one) => own === nameKey(one) || own === nameKey(pluralise(one)));
}
