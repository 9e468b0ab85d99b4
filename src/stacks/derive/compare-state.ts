import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { changedPointers } from '../../cloudformation/changed-pointers.ts';
import { pointerPath } from '../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { unorderedLists } from '../../cloudformation/unordered-lists.ts';
import { withoutProperties } from '../../cloudformation/without-properties.ts';
import { jsonPointer } from '../../data/json-pointer.ts';
import { patchDifference } from '../../data/patch-difference.ts';
import type { Row, Value } from '../../data/value.ts';
import type { PlannedChange } from '../../providers/change.ts';
import { type Applied, isSameSecret } from '../record/record.ts';
import type { Wanted } from './derived-resource.ts';
import { propertiesOf } from './properties-of.ts';
import { sameMeaning } from './same-meaning.ts';
import { withDefaults } from './with-defaults.ts';
import { writeOnlyProperties } from './write-only-properties.ts';

/** A property that is not as it is wanted. */
export interface PropertyDifference {
  readonly property: string;
  readonly before: Value;
  /** Null where it is taken away. */
  readonly after: Value;
  /** `change`: it is wanted otherwise than it was applied. `drift`: somebody else has changed it. `both`: both. */
  readonly cause: 'change' | 'drift' | 'both';
  /** Whether it is never told: what was there is not known. */
  readonly isSecret?: true;
}

/** How a resource that is there differs from what is wanted. */
export interface Comparison {
  readonly differences: readonly PropertyDifference[];
  /** Properties that differ and cannot be changed once it is there. */
  readonly replacePaths: readonly string[];
  /** What an update is given, by property. */
  readonly values: Readonly<Record<string, Value>>;
  /** The update as it would be sent, a call each; none where there is nothing to update. */
  readonly updates: readonly PlannedChange[];
}

export interface Comparing {
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  plan(values: Readonly<Record<string, Value>>): Promise<readonly PlannedChange[]>;
}

/**
 * Compares what is wanted of a resource with what is there, three ways with what was last applied: by meaning, property by property.
 * What AWS never tells is compared with the hash of what was sent.
 */
export async function compareState(
  { description, schema, plan }: Comparing,
  { properties }: Wanted,
  row: Row,
  applied: Applied | undefined,
): Promise<Comparison> {
  const current = propertiesOf(description, row);
  const isUnordered = unorderedLists(schema);
  const isSame = (name: string, one: Value | undefined, other: Value | undefined): boolean =>
    patchDifference(one, other, jsonPointer([name]), isUnordered).length === 0 ||
    sameMeaning(one ?? null, other ?? null);
  const writeOnly = new Set(writeOnlyProperties(description));
  const told = new Set(description.columns.map(({ name, property }) => property ?? name));
  const isFixed = fixedProperties(description, schema);
  const wanted = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      withDefaults(value, current[name], applied?.properties[name]),
    ]),
  );
  const readable = Object.entries(wanted).filter(([name]) => told.has(name) && !writeOnly.has(name));
  const replacePaths = changedPointers(
    (schema?.createOnlyProperties ?? []).filter((pointer) =>
      readable.some(([name]) => name === pointerPath(pointer)[0]),
    ),
    current,
    Object.fromEntries(readable),
    isUnordered,
  )
    .map((pointer) => pointerPath(pointer).join('/'))
    .filter(
      (path) =>
        !path.includes('/') ||
        !isSame(path.split('/')[0] ?? '', current[path.split('/')[0] ?? ''], wanted[path.split('/')[0] ?? '']),
    );
  const differences: PropertyDifference[] = [];
  for (const [name, value] of readable) {
    if (isSame(name, current[name], value) || isToldTheSame(name, value)) continue;
    differences.push({ property: name, before: current[name] ?? null, after: value, cause: causeOf(name, value) });
  }
  const isFound = (name: string) => differences.some(({ property }) => property === name);
  for (const [name, value] of Object.entries(properties)) {
    const hash = applied?.secrets[name];
    if (!(writeOnly.has(name) || (isToldInPart(name) && !isFound(name)))) continue;
    if (hash === undefined || isSameSecret(value, hash)) continue;
    differences.push({ property: name, before: null, after: value, cause: 'change', isSecret: true });
  }
  // What no column tells is as it was applied.
  for (const [name, value] of Object.entries(properties).filter(([own]) => !told.has(own))) {
    const before = applied?.properties[name];
    if (before === undefined || isSame(name, before, value)) continue;
    differences.push({ property: name, before, after: value, cause: 'change' });
  }
  // What was applied before and is wanted no more is taken away, unless it is gone already.
  for (const [name, value] of Object.entries(applied?.properties ?? {})) {
    if (name in properties || isFixed(name) || current[name] === undefined || !isSame(name, current[name], value))
      continue;
    differences.push({ property: name, before: current[name] ?? null, after: null, cause: 'change' });
  }
  const values = Object.fromEntries(
    differences.filter(({ property }) => !isFixed(property)).map(({ property, after }) => [property, after]),
  );
  // Of what has no schema the calls that set its columns say which can be set.
  if (schema === undefined)
    replacePaths.push(...differences.map(({ property }) => property).filter((property) => isFixed(property)));
  if (replacePaths.length > 0 || Object.keys(values).length === 0)
    return { differences, replacePaths, values, updates: [] };
  const updates = await plan(values);
  return updates.every(({ unchanged }) => unchanged === true)
    ? { differences: [], replacePaths, values: {}, updates: [] }
    : { differences, replacePaths, values, updates };

  function isToldInPart(name: string): boolean {
    return (schema?.writeOnlyProperties ?? []).some((pointer) => pointerPath(pointer)[0] === name);
  }

  /** Whether all that AWS tells of a property is as it is wanted: of a function's code that is nothing. */
  function isToldTheSame(name: string, value: Value): boolean {
    if (!isToldInPart(name)) return false;
    const [before, after] = [current[name], value].map(
      (own) => withoutProperties({ [name]: own ?? null }, schema?.writeOnlyProperties)[name] ?? null,
    );
    return isSame(name, before, after) || (isEmpty(before) && isEmpty(after));
  }

  function causeOf(name: string, value: Value): PropertyDifference['cause'] {
    if (applied === undefined) return 'change';
    const before = applied.properties[name];
    if (isSame(name, before, value)) return 'drift';
    return isSame(name, before, current[name]) ? 'change' : 'both';
  }
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** Which properties cannot be changed once it is there. */
function fixedProperties(
  { changes }: ResourceDescription,
  schema: ResourceSchema | undefined,
): (property: string) => boolean {
  const fixed = new Set((schema?.createOnlyProperties ?? []).map((pointer) => pointerPath(pointer).join('/')));
  const settable = changes?.update;
  return (property) =>
    fixed.has(property) || (schema === undefined && settable !== undefined && !(property in settable));
}
