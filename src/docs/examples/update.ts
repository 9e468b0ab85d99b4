import type { ColumnDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { type Sample, sampleProperty } from '../../cloudformation/samples/sample-property.ts';
import { columnName } from '../../data/column-name.ts';
import { jsonPointer } from '../../data/json-pointer.ts';
import { quoteLiteral } from '../../data/quote.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { canBeFound, exampleRegion, identifiedBy, whereClause } from './condition.ts';
import type { Example } from './example.ts';
import { nativeUpdateExamples } from './native-update.ts';
import { sqlLiteral } from './sql-literal.ts';

/** By columns, of which skyql sends the difference, and by a patch of the caller's own. */
export function updateExamples(resource: DocumentedResource): readonly Example[] {
  const { description } = resource;
  const method = description.methods.find(({ verb }) => verb === 'UPDATE');
  if (method === undefined || !canBeFound(description)) return [];
  if (method.call.api === 'native') return nativeUpdateExamples(resource, method, method.call);
  const changed = changedColumn(resource);
  if (changed === undefined) return [];
  const patch = [{ op: 'replace', path: jsonPointer([changed.property]), value: changed.value }];
  const example = (assignment: string) =>
    `UPDATE ${resourceId(description)}\nSET ${assignment}${whereClause(identifiedBy(resource))};`;
  return [
    {
      title: 'Columns',
      text: 'Each resource that the condition matches is read, and the difference is sent.',
      language: 'sql',
      code: example(`${columnName(changed.column)} = ${sqlLiteral(changed.value)}`),
    },
    ...(method.requiredParameters.includes('data__PatchDocument')
      ? [
          {
            title: 'Patch',
            text: 'The changes as a JSON Patch (RFC 6902), sent as it is.',
            language: 'sql',
            code: example(`data__PatchDocument = ${quoteLiteral(JSON.stringify(patch))}`),
          } as const,
        ]
      : []),
  ];
}

interface Changed {
  readonly column: string;
  readonly property: string;
  readonly value: Sample;
}

/** The property that an example changes: text that describes before any other, and one that a valid value is known of. */
function changedColumn({ description, schema }: DocumentedResource): Changed | undefined {
  if (schema === undefined) return undefined;
  const mutable = description.columns.filter(
    ({ property, readOnly, createOnly, name }) =>
      property !== undefined && !readOnly && !createOnly && !description.identifier.includes(name),
  );
  for (const { name, property = '' } of [...mutable].sort((one, other) => rank(one) - rank(other))) {
    const least = sampleProperty(schema, property, 'required', exampleRegion);
    const isEmpty = typeof least === 'object' && Object.keys(least).length === 0;
    const value = isEmpty ? sampleProperty(schema, property, 'all', exampleRegion) : least;
    if (value !== undefined) return { column: name, property, value };
  }
  return undefined;
}

function rank({ name, type }: ColumnDescription): number {
  if (/description$/.test(name)) return 0;
  if (/name$/.test(name)) return 1;
  return ['string', 'boolean', 'integer', 'number'].includes(type) ? 2 : 3;
}
