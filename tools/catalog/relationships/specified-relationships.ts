import { snakeCase } from '../../../src/catalog/snake-case.ts';
import type { SpecifiedResource } from '../cloudformation/specification.ts';

interface Reference {
  /** `SecurityGroup`. */
  readonly type: string;
  readonly resource: string;
  readonly column: string;
}

/**
 * Column -> resource and column that it refers to, as CloudFormation's specification says it. A property that may refer
 * to things of several types (`SourceArn`) is left out, unless its name says which.
 */
export function specifiedRelationships(
  type: Pick<SpecifiedResource, 'cloudFormationType' | 'properties'>,
  /** CloudFormation type -> the resource's name in SQL (`aws.ec2.images`), of every type of the catalog. */
  names: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [property, { relationshipRefs }] of Object.entries(type.properties)) {
    const references = (relationshipRefs ?? []).flatMap(
      ({ cloudFormationType, propertyName }): readonly Reference[] => {
        const resource = names.get(cloudFormationType);
        return resource === undefined || cloudFormationType === type.cloudFormationType
          ? []
          : [{ type: cloudFormationType.split('::').pop() ?? '', resource, column: snakeCase(propertyName) }];
      },
    );
    const column = snakeCase(property);
    const reference = bestColumn(column, ofOneResource(column, references));
    if (reference) found[column] = `${reference.resource}.${reference.column}`;
  }
  return found;
}

function ofOneResource(column: string, references: readonly Reference[]): readonly Reference[] {
  const isOne = (some: readonly Reference[]) => new Set(some.map(({ resource }) => resource)).size === 1;
  if (isOne(references)) return references;
  const named = references.filter(({ type }) => column.includes(snakeCase(type)));
  return isOne(named) ? named : [];
}

/** Of several columns of one resource the one that is named most alike: an ARN for `role_arn`, a key's id for `kms_key_id`. */
function bestColumn(column: string, references: readonly Reference[]): Reference | undefined {
  const lastWord = (name: string) => name.replace(/s$/, '').split('_').pop();
  return (
    references.find((reference) => reference.column === column) ??
    references.find((reference) => lastWord(reference.column) === lastWord(column)) ??
    references[0]
  );
}
