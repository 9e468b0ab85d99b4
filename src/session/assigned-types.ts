import type { StatementShape } from '../engine/describe-statement.ts';
import { loneParameter } from '../sql/lone-parameter.ts';

/** An expression, and the type of what it is given to, where that is known. */
export interface Assigned {
  readonly expression: string;
  readonly type: string | undefined;
}

/** Parameters that are given to a column or an argument as they are have its type, where the statement itself leaves it open. */
export function withAssignedTypes(
  { columns, parameters }: StatementShape,
  assigned: readonly Assigned[],
): StatementShape {
  const types = new Map<string, string>();
  for (const { expression, type } of assigned) {
    const name = loneParameter(expression);
    // As DuckDB writes it.
    const written = type === 'TIMESTAMPTZ' ? 'TIMESTAMP WITH TIME ZONE' : type;
    if (name !== undefined && written !== undefined && !types.has(name)) types.set(name, written);
  }
  return {
    columns,
    parameters: parameters.map((parameter) =>
      parameter.type === 'VARCHAR' ? { ...parameter, type: types.get(parameter.name) ?? parameter.type } : parameter,
    ),
  };
}
