import { placeColumnNames } from '../../catalog/place-column-names.ts';
import { pluralise } from '../../catalog/pluralise.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { QueryOutline, TableRead } from '../outline/query-outline.ts';
import { isIdentifiedBy, type Relation, type RelationEnd, relationsBetween, relationText } from './relations.ts';

/** A read of a resource. */
interface ResourceRead {
  readonly read: TableRead;
  readonly description: ResourceDescription;
}

/** Columns that a join makes equal. */
interface Pair {
  readonly left: string;
  readonly right: string;
}

/**
 * Warnings about joins of resources of which the catalog knows how one refers to the other, and that are joined by
 * columns that cannot hold the same, or by none. A join that may be right is never warned of.
 */
export function joinHints(
  plan: QueryOutline,
  descriptionOf: (read: TableRead) => ResourceDescription | undefined,
): readonly SkyqlError[] {
  const reads = plan.reads.flatMap((read): readonly ResourceRead[] => {
    const description = descriptionOf(read);
    return description === undefined ? [] : [{ read, description }];
  });
  return reads.flatMap((left, index) =>
    reads.slice(index + 1).flatMap((right): readonly SkyqlError[] => {
      const relations = relationsBetween(left.description, right.description);
      if (relations.length === 0) return [];
      const pairs = pairsBetween(plan, left.read.id, right.read.id);
      const wrong =
        pairs === undefined
          ? undefined
          : pairs.length > 0
            ? wrongKeys(left, right, pairs, relations)
            : isCrossed(plan, left.read, right.read)
              ? 'without a key'
              : undefined;
      return wrong === undefined ? [] : [hint(left.description, right.description, wrong, relations)];
    }),
  );
}

/** The columns that the plan equates, but for those of the place; undefined where something else joins the two. */
function pairsBetween({ links = [] }: QueryOutline, left: number, right: number): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const link of links) {
    const [own, other] = link.left.read === left ? [link.left, link.right] : [link.right, link.left];
    if (own.read !== left || other.read !== right) continue;
    if (own.column === undefined || other.column === undefined) return undefined;
    if (!placeColumnNames.includes(own.column) || !placeColumnNames.includes(other.column))
      pairs.push({ left: own.column, right: other.column });
  }
  return pairs;
}

function wrongKeys(
  left: ResourceRead,
  right: ResourceRead,
  pairs: readonly Pair[],
  relations: readonly Relation[],
): string | undefined {
  const isWrong = (pair: Pair) => cannotMatch(left.description, right.description, pair, relations);
  if (!pairs.every(isWrong)) return undefined;
  const [first] = pairs;
  return first === undefined ? undefined : `by ${first.left} = ${first.right}, which hold different things`;
}

/** Whether two columns surely hold different things: each is known to be something, and the relations say what. */
function cannotMatch(
  left: ResourceDescription,
  right: ResourceDescription,
  pair: Pair,
  relations: readonly Relation[],
): boolean {
  const columnOf = ({ description }: RelationEnd) => (description === left ? pair.left : pair.right);
  if (relations.some((relation) => [relation.from, relation.to].every((end) => columnOf(end) === end.column)))
    return false;
  if (pair.left === pair.right || sharesReference(left, right, pair)) return false;
  const refersTo = (one: ResourceDescription, column: string, other: ResourceDescription) =>
    relationsBetween(one, other).some(({ from }) => from.description === one && from.column === column);
  if (refersTo(left, pair.left, right)) return cannotBeReferred(right, pair.right, pair.left);
  if (refersTo(right, pair.right, left)) return cannotBeReferred(left, pair.left, pair.right);
  if (ownNoun(left, pair.left) && ownNoun(right, pair.right)) return true;
  const isEnd = (one: ResourceDescription, column: string) =>
    isIdentifiedBy(one, column) ||
    relations.some(({ from, to }) => [from, to].some((end) => end.description === one && end.column === column));
  const isOfAnother = (one: ResourceDescription, column: string) =>
    one.relationships.some((own) => own.column === column);
  if (isOfAnother(left, pair.left) && isIdentifiedBy(right, pair.right)) return true;
  if (isOfAnother(right, pair.right) && isIdentifiedBy(left, pair.left)) return true;
  const kinds = [kindOf(pair.left), kindOf(pair.right)];
  const differ = kinds[0] !== undefined && kinds[1] !== undefined && kinds[0] !== kinds[1];
  return differ && (isEnd(left, pair.left) || isEnd(right, pair.right));
}

/** Whether a column surely is not what another resource's column refers to: it refers to a third one itself, or is a name where an ARN is given. */
function cannotBeReferred(one: ResourceDescription, column: string, reference: string): boolean {
  if (isIdentifiedBy(one, column)) return false;
  if (one.relationships.some((own) => own.column === column)) return true;
  return kindOf(reference) === 'arn' && (kindOf(column) ?? column) === 'name';
}

/** Whether a column identifies its resource and says so: `instance_id` of instances. Names may be alike by convention. */
function ownNoun(one: ResourceDescription, column: string): boolean {
  const noun = /^(.+)_(?:arn|id)$/.exec(column)?.[1];
  return noun !== undefined && isIdentifiedBy(one, column) && pluralise(noun) === one.name;
}

/** Whether both columns refer to the same column of a third resource. */
function sharesReference(left: ResourceDescription, right: ResourceDescription, pair: Pair): boolean {
  const referenced = (one: ResourceDescription, column: string) =>
    one.relationships.filter((own) => own.column === column).map(({ references }) => references);
  const others = referenced(right, pair.right);
  return referenced(left, pair.left).some((reference) => others.includes(reference));
}

/** What a column's name says that its values are. CloudFormation's `Id` may be anything. */
function kindOf(column: string): string | undefined {
  return column === 'id' ? undefined : /(?:^|_)(arn|id|name)$/.exec(column)?.[1];
}

/** Whether every row of the one meets every row of the other, and neither is held to one by the statement. */
function isCrossed({ crosses = [], links = [] }: QueryOutline, left: TableRead, right: TableRead): boolean {
  const isPair = crosses.some(
    (cross) =>
      (cross.left.includes(left.id) && cross.right.includes(right.id)) ||
      (cross.left.includes(right.id) && cross.right.includes(left.id)),
  );
  const isHeld = ({ predicates, hasFurtherConditions }: TableRead) =>
    hasFurtherConditions === true || predicates.some(({ column }) => !placeColumnNames.includes(column));
  if (!isPair || isHeld(left) || isHeld(right)) return false;
  const reached = new Set([left.id]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const link of links) {
      if (placeColumnNames.includes(link.left.column ?? '') && placeColumnNames.includes(link.right.column ?? ''))
        continue;
      if (reached.has(link.left.read)) reached.add(link.right.read);
      else if (reached.has(link.right.read)) reached.add(link.left.read);
    }
  }
  return !reached.has(right.id);
}

function hint(
  left: ResourceDescription,
  right: ResourceDescription,
  how: string,
  relations: readonly Relation[],
): SkyqlError {
  const names = [resourceId(left), resourceId(right)];
  return new SkyqlError('JOIN_KEY', `${names.join(' and ')} are joined ${how}.`, {
    hint: `${relations.map(relationText).join('; ')}.`,
    scope: { service: names.join(' JOIN ') },
  });
}
