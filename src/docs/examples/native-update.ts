import type { MethodDescription, NativeCall } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { snakeCase } from '../../catalog/snake-case.ts';
import { columnName } from '../../data/column-name.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { identifiedBy, whereClause } from './condition.ts';
import type { Example } from './example.ts';
import { isAside } from './is-aside.ts';
import { sampleInputs } from './sample-inputs.ts';
import { sqlLiteral } from './sql-literal.ts';

/** By the inputs of the operation that changes it: those that it must have, or else one of the others. */
export function nativeUpdateExamples(
  resource: DocumentedResource,
  method: MethodDescription,
  { inputs }: NativeCall,
): readonly Example[] {
  const { description, operations } = resource;
  const input = operations.get(method.name)?.input;
  const identifying = Object.values(inputs);
  const members = (input?.members() ?? []).filter(
    ({ name, required }) => !identifying.includes(name) && (required || !isAside(name)),
  );
  const required = members.filter((member) => member.required);
  const optional = members.filter((member) => !member.required);
  const [likely] = [...optional].sort((one, other) => rank(one.name) - rank(other.name));
  const chosen = required.length > 0 ? required : likely === undefined ? [] : [likely];
  if (chosen.length === 0) return [];
  const values = sampleInputs(
    input,
    chosen.map(({ name }) => name),
  );
  const assignments = Object.entries(values).map(
    ([name, value]) => `${settable(description, name)} = ${sqlLiteral(value)}`,
  );
  return [
    {
      title: 'Update',
      text: `Each resource that the condition matches is changed by ${method.name}.`,
      language: 'sql',
      code: `UPDATE ${resourceId(description)}\nSET ${assignments.join(',\n  ')}${whereClause(identifiedBy(resource))};`,
    },
  ];
}

/** The input by the name of the column that it changes, where there is one. */
function settable({ columns }: DocumentedResource['description'], input: string): string {
  const name = snakeCase(input);
  return columnName(columns.some((column) => column.name === name) ? name : input);
}

function rank(name: string): number {
  return /description$/i.test(name) ? 0 : /name$/i.test(name) ? 1 : 2;
}
