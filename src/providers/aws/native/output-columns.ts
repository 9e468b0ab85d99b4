import type { ServiceModel, Shape } from '../../../aws/service-model.ts';
import { snakeCase } from '../../../catalog/snake-case.ts';
import { shapeOf } from './member-path.ts';
import { rowsMember } from './output-rows.ts';

const types: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  timestamp: 'VARCHAR',
  blob: 'VARCHAR',
  integer: 'BIGINT',
  long: 'BIGINT',
  float: 'DOUBLE',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** The columns that the rows of an operation's output can have, by its model. */
export function outputColumns(
  model: ServiceModel,
  operation: string,
): readonly { readonly name: string; readonly type: string }[] {
  const member = rowsMember(model, operation);
  let shape: Shape | undefined = shapeOf(model, model.operations[operation]?.output);
  for (const name of member?.split('.') ?? []) {
    shape = shapeOf(model, shape?.members?.[name]);
    if (shape?.type === 'list') shape = shapeOf(model, shape.member);
  }
  return Object.entries(shape?.members ?? {}).map(([name, reference]) => ({
    name: snakeCase(name),
    type: types[shapeOf(model, reference)?.type ?? ''] ?? 'JSON',
  }));
}
