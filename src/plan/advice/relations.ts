import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';

/** A column of one resource that refers to a column of another. */
export interface Relation {
  readonly from: RelationEnd;
  readonly to: RelationEnd;
}

export interface RelationEnd {
  readonly description: ResourceDescription;
  readonly column: string;
}

/** What the catalog knows of how two resources refer to each other; nothing of a resource and itself. */
export function relationsBetween(one: ResourceDescription, other: ResourceDescription): readonly Relation[] {
  return isSame(one, other) ? [] : [...referring(one, other), ...referring(other, one)];
}

/** `image_recipe_arn of aws.imagebuilder.images refers to arn of aws.imagebuilder.image_recipes` */
export function relationText({ from, to }: Relation): string {
  return `${from.column} of ${resourceId(from.description)} refers to ${to.column} of ${resourceId(to.description)}`;
}

/** Whether a column alone tells which of the resources a row is. */
export function isIdentifiedBy({ identifier }: ResourceDescription, column: string): boolean {
  return identifier.length === 1 && identifier[0] === column;
}

function referring(from: ResourceDescription, to: ResourceDescription): readonly Relation[] {
  return from.relationships.flatMap(({ column, references }) => {
    const end = references.lastIndexOf('.');
    return namesOf(to).includes(references.slice(0, end))
      ? [{ from: { description: from, column }, to: { description: to, column: references.slice(end + 1) } }]
      : [];
  });
}

function isSame(one: ResourceDescription, other: ResourceDescription): boolean {
  return namesOf(one).includes(resourceId(other));
}

/** A resource is known by its twin's name as well. */
function namesOf(description: ResourceDescription): readonly string[] {
  const own = resourceId(description);
  return description.twin === undefined ? [own] : [own, resourceId({ ...description, name: description.twin })];
}
