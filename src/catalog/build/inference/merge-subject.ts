import { propertyPointer } from '../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { ColumnDescription } from '../../resource-description.ts';
import type { DocumentedModel } from '../models/documented-model.ts';

/** A CloudFormation type that operations are looked for. */
export interface MergeSubject {
  readonly model: DocumentedModel;
  /** The plural name of the resource in SQL. */
  readonly name: string;
  /** The last part of the type's name: `VPCEndpoint`. */
  readonly type: string;
  readonly schema: ResourceSchema;
  readonly columns: readonly ColumnDescription[];
  /** The columns of the primary identifier, in its order; none when a part lies inside a property. */
  readonly identifier: readonly ColumnDescription[];
}

export function mergeSubject(
  model: DocumentedModel,
  { name, schema, columns }: Pick<MergeSubject, 'name' | 'schema' | 'columns'>,
): MergeSubject {
  const parts = schema.primaryIdentifier.map((pointer) =>
    columns.find(({ property }) => property !== undefined && pointer === propertyPointer([property])),
  );
  return {
    model,
    name,
    type: schema.typeName.split('::').pop() ?? '',
    schema,
    columns,
    identifier: parts.every((part) => part !== undefined) ? parts : [],
  };
}
