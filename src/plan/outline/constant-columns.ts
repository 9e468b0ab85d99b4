import type { Value } from '../../data/value.ts';
import type { Expression, PlanValue } from './duckdb-plan.ts';
import type { Column, Columns } from './plan-columns.ts';
import { constantValue } from './render-constant.ts';

/** A column of constants as a source of keys; undefined where one of them is of a kind that is not read. */
function columnOfConstants(constants: readonly (PlanValue | undefined)[]): Column | undefined {
  const values = constants.map((constant) => (constant === undefined ? undefined : constantValue(constant)));
  if (values.includes(undefined)) return undefined;
  const known = values.filter((value): value is Value => value !== undefined);
  return { origins: [{ kind: 'values', values: known }], restrictable: false };
}

/** `'a'` in a projection. */
export function constantColumn(expression: Expression): Column | undefined {
  return columnOfConstants([expression.value]);
}

/** The columns of `VALUES (...), (...)`. */
export function listedColumns(rows: readonly (readonly Expression[])[]): Columns {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, position) => columnOfConstants(rows.map((row) => row[position]?.value)));
}

/** The columns of `unnest([...])` over lists of constants. */
export function unnestedColumns(expressions: readonly Expression[]): Columns {
  return expressions.map((expression) => {
    const list = expression.child?.value?.value as { readonly children?: readonly PlanValue[] } | undefined;
    return list?.children === undefined ? undefined : columnOfConstants(list.children);
  });
}
