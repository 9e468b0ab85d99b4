import type { Catalog } from '../../catalog/catalog.ts';
import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { isTagName } from '../../sql/tag-name.ts';
import { jsonAsText } from '../advice/members/json-as-text.ts';
import { numberAsText } from '../advice/members/number-as-text.ts';
import { unknownMember } from '../advice/members/unknown-member.ts';
import { unknownValue } from '../advice/members/unknown-value.ts';
import { valuesInside } from '../advice/members/values-inside.ts';
import { writtenMember } from '../advice/members/written-member.ts';
import type { MemberUse } from '../outline/query-outline.ts';
import type { PlanningStep } from '../planner.ts';
import { providerNamed } from '../provider-named.ts';
import { tableKey } from '../resolve/resolve-query.ts';

/**
 * A member that a JSON column cannot have, `state ->> 'Status'` where AWS calls it `status`, is NULL in every row: a condition on one
 * would filter all away, or nothing, and is refused. Where it is only shown that is said once. So it is with the JSON of a text that is
 * compared with a text: `(state -> 'status')::text = 'FAILED'` is true of no row. Of values that AWS's models do not know,
 * `status = 'enabled'` where it is `ENABLED`, there is always a word, since AWS may have them by now.
 */
export const checkMembers: PlanningStep = async (draft, { scope }) => {
  const advice = new Map<string, SkyqlError>();
  for (const { table, members = [] } of draft.outline.reads) {
    const description = draft.resources.get(tableKey(table))?.description;
    if (description === undefined) continue;
    const { catalog } = providerNamed(scope.providers, description.provider);
    for (const use of members) {
      const shape = use.steps.length > 0 || use.isText === true ? await shapeOf(catalog, description, use) : undefined;
      const fault = shape && faultOf(use, shape, resourceId(description));
      if (fault !== undefined && use.isNeeded) throw fault;
      const faults = fault === undefined ? await faultsOfValues(catalog, description, use, shape) : [fault];
      for (const one of faults) advice.set(one.message, one);
    }
  }
  return { ...draft, advice: [...draft.advice, ...advice.values()] };
};

function faultOf({ column, steps, isText }: MemberUse, shape: DocumentedShape, resource: string) {
  const member = { column, steps, shape, resource };
  return unknownMember(member) ?? (isText === true ? jsonAsText(member) : undefined);
}

async function shapeOf(
  catalog: Catalog,
  { service, name }: ResourceDescription,
  { column }: MemberUse,
): Promise<DocumentedShape | undefined> {
  const shape = await catalog.columnShape?.(service, name, column);
  return shape ?? (isTagName(column) ? mapOfTexts : undefined);
}

/** What is said of the values that it is compared with, and of their order. */
async function faultsOfValues(
  catalog: Catalog,
  description: ResourceDescription,
  { column, steps, values, isSorted }: MemberUse,
  shape: DocumentedShape | undefined,
): Promise<readonly SkyqlError[]> {
  const resource = resourceId(description);
  const isInside = shape !== undefined && steps.length > 0;
  const number = isSorted && isInside ? numberAsText({ column, steps, shape, resource }) : undefined;
  if (number !== undefined) return [number];
  if (values.length === 0) return [];
  const known = shape === undefined ? await valuesOfColumn(catalog, description, column) : valuesInside(shape, steps);
  const what = steps.length === 0 ? column : writtenMember(column, steps, '->>');
  return values.flatMap((value) => unknownValue(what, value, known, resource) ?? []);
}

/** Of what names the resource nobody knows the values: finding that out would take reading what AWS's models say of it. */
async function valuesOfColumn(
  catalog: Catalog,
  { service, name, columns, identifier }: ResourceDescription,
  column: string,
): Promise<readonly string[]> {
  const isOpen = identifier.includes(column) || /(?:^|_)(?:arn|id|name)$/.test(column);
  if (isOpen || !columns.some((own) => own.name === column)) return [];
  return (await catalog.valuesOf?.(service, name, { column })) ?? [];
}

const text: DocumentedShape = {
  name: '',
  kind: 'value',
  type: 'string',
  values: [],
  members: () => [],
  element: () => undefined,
};
/** What tags are where AWS's own form of them is not the one that they are shown in. */
const mapOfTexts: DocumentedShape = { ...text, kind: 'map', type: 'object', element: () => text };
