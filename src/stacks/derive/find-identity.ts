import type { ColumnDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { pointerPath } from '../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { isObject } from '../../data/is-object.ts';
import type { Row, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallScope } from '../../providers/provider.ts';
import type { Statement, Workers, WorkPlace } from '../run/workers.ts';
import { propertyOf } from './property-of.ts';

/** Which resource of the provider a resource of a stack is. */
export interface Identity {
  /** The values of the columns that identify it. */
  readonly key: readonly string[];
  readonly scope: CallScope;
}

export interface Finding {
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  readonly workers: Workers;
  readonly known: Identity | undefined;
  /** Whether one that is only alike may be the one that is meant: the manifest says so, or this stack has begun to make it. */
  readonly takesAlike: boolean;
  read(identity: Identity): Promise<Row | undefined>;
}

type Condition = { readonly sql: string; readonly values: readonly (string | number | boolean)[] };

/**
 * The resource that is meant: the known one while it is there; the one of its identifier where that is given; else the one with its
 * tags; else the one that is alike in what cannot be changed. Throws SEVERAL_MATCH where several are.
 */
export async function findIdentity(
  finding: Finding,
  wanted: { readonly scope: CallScope; readonly properties: Readonly<Record<string, Value>> },
): Promise<Identity | undefined> {
  const { description, known } = finding;
  const { scope, properties } = wanted;
  if (known !== undefined && (await finding.read(known)) !== undefined) return known;
  const parts = description.identifier.map((column) => properties[propertyOf(description, column)]);
  if (parts.every((part) => typeof part === 'string' || typeof part === 'number')) {
    const identity = { key: parts.map(String), scope };
    return (await finding.read(identity)) === undefined ? undefined : identity;
  }
  const tags = tagConditions(finding, properties);
  const conditions = tags ?? fixedConditions(finding, properties);
  if (conditions === undefined) {
    // Known, and gone: then there is none. Else it would be made again whenever its record is lost.
    if (known !== undefined || finding.takesAlike) return undefined;
    throw new SkyqlError('NOT_IDENTIFIABLE', `Nothing tells it from others of ${resourceId(description)}.`, {
      hint: 'Give it Tags that no other one has, or write a query for exists.',
    });
  }
  const rows = await matching(finding, scope, conditions);
  const [first, second] = rows;
  const isSure = tags !== undefined || finding.takesAlike || isNamed(finding, properties) || !isTaggable(finding);
  if (first !== undefined && second === undefined && !isSure)
    throw new SkyqlError(
      'ADOPT_REFUSED',
      `${first.key.join('|')} is alike, and nothing says whether it is this stack's.`,
      {
        hint: `Take it over by adopt: ${first.key.join('|')}, or tell them apart by Tags.`,
      },
    );
  if (second === undefined) return first;
  throw new SkyqlError(
    'SEVERAL_MATCH',
    `${rows.length} of ${resourceId(description)} are alike: ${rows
      .slice(0, 5)
      .map(({ key }) => key.join('|'))
      .join(', ')}.`,
    { hint: 'Say which one it is: adopt: IDENTIFIER, or give it tags that no other one has.' },
  );
}

async function matching(
  { description, workers }: Finding,
  scope: CallScope,
  conditions: readonly Condition[],
): Promise<readonly Identity[]> {
  const { rows } = await workers.run(statementOf(description, scope, conditions));
  return rows.map((row) => ({ key: description.identifier.map((column) => String(row[column])), scope }));
}

/** The statement by which one is looked for; undefined where its identifier is given, or nothing tells it from others. */
export function findingStatement(
  finding: Pick<Finding, 'description' | 'schema'>,
  properties: Readonly<Record<string, Value>>,
  place: WorkPlace,
): Statement | undefined {
  const { description } = finding;
  const isGiven = description.identifier.every((column) => properties[propertyOf(description, column)] !== undefined);
  const conditions = isGiven ? undefined : (tagConditions(finding, properties) ?? fixedConditions(finding, properties));
  return conditions === undefined ? undefined : statementOf(description, place, conditions);
}

function statementOf(description: ResourceDescription, place: WorkPlace, conditions: readonly Condition[]): Statement {
  const columns = description.identifier.map((column) => `"${column}"`).join(', ');
  let at = 0;
  const where = conditions.map(({ sql }) => sql.replace(/\?/g, () => `$${++at}`)).join(' AND ');
  return {
    sql: `SELECT DISTINCT ${columns} FROM ${resourceId(description)} WHERE ${where}`,
    parameters: conditions.flatMap(({ values }) => values),
    ...place,
    isAuthors: false,
  };
}

/** Whether what is given and fixed is its name: `Name`, `ImageName` of an image, `GroupName` of a security group. */
export function isNamed({ schema }: Pick<Finding, 'schema'>, properties: Readonly<Record<string, Value>>): boolean {
  const noun = schema?.typeName.split('::').at(-1) ?? '';
  const fixed = (schema?.createOnlyProperties ?? []).map((pointer) => pointerPath(pointer).join('/'));
  return fixed.some((name) => {
    const [, of] = /^(\w*)Name$/.exec(name) ?? [];
    return of !== undefined && properties[name] !== undefined && (noun.endsWith(of) || noun.startsWith(of));
  });
}

function isTaggable({ schema, description }: Finding): boolean {
  if (schema?.tagging?.taggable === false) return false;
  const [name = 'Tags'] = pointerPath(schema?.tagging?.tagProperty ?? '/properties/Tags');
  return columnOf(description, name) !== undefined;
}

/** All tags that are given, where any are. */
function tagConditions(
  { schema, description }: Pick<Finding, 'schema' | 'description'>,
  properties: Readonly<Record<string, Value>>,
): readonly Condition[] | undefined {
  const [name = 'Tags'] = pointerPath(schema?.tagging?.tagProperty ?? '/properties/Tags');
  const given = properties[name];
  const column = columnOf(description, name);
  if (given === undefined || given === null || column === undefined) return undefined;
  const tags: readonly [string, string][] = Array.isArray(given)
    ? (given as readonly Value[]).flatMap((tag) => (isObject(tag) ? [[String(tag.Key), String(tag.Value)]] : []))
    : isObject(given)
      ? Object.entries(given).map(([key, value]) => [key, String(value)])
      : [];
  if (tags.length === 0) return undefined;
  return tags.map(([key, value]) => ({ sql: `"${column.name}" ->> ? = ?`, values: [key, value] }));
}

/** What is given and cannot be changed once it is there. */
function fixedConditions(
  { description, schema }: Pick<Finding, 'schema' | 'description'>,
  properties: Readonly<Record<string, Value>>,
): readonly Condition[] | undefined {
  const fixed = new Set((schema?.createOnlyProperties ?? []).map((pointer) => pointerPath(pointer).join('/')));
  const conditions = Object.entries(properties).flatMap(([name, value]): Condition[] => {
    const column = columnOf(description, name);
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (column === undefined || column.writeOnly === true || !fixed.has(name) || !isScalar) return [];
    return [{ sql: `"${column.name}" = ?`, values: [value] }];
  });
  return conditions.length === 0 ? undefined : conditions;
}

function columnOf({ columns }: ResourceDescription, property: string): ColumnDescription | undefined {
  return columns.find((column) => (column.property ?? column.name) === property);
}
