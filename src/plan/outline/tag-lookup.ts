import type { Expression } from './duckdb-plan.ts';

/** The value of one tag, `tags ->> 'team'`, of tags in whichever form. */
export interface TagLookup {
  readonly tags: Expression;
  readonly key: Expression;
  /** The operator that it was written with: engine/compatibility/tags.ts defines both. */
  readonly operator: '~@>' | '~@>>';
}

/** What an expression of the plan looks up in tags: DuckDB has written out the macro; undefined of anything else. */
export function tagLookup(expression: Expression): TagLookup | undefined {
  const { expression_class: kind, case_checks: checks = [], else_expr: otherwise } = expression;
  const [check, ...more] = checks;
  const operator = operators[otherwise?.name ?? ''];
  const [tags, key] = otherwise?.children ?? [];
  if (kind !== 'BOUND_CASE' || check === undefined || more.length > 0 || operator === undefined) return undefined;
  // Nobody else writes a CASE that looks for a TagKey in what is a list.
  const looksIntoList = JSON.stringify(check.then_expr).includes('list_filter') && isOfLists(check.when_expr);
  return looksIntoList && tags !== undefined && key !== undefined ? { tags, key, operator } : undefined;
}

const operators: Readonly<Record<string, TagLookup['operator']>> = { json_extract: '~@>', json_extract_string: '~@>>' };

function isOfLists(condition: Expression | undefined): boolean {
  return condition?.left?.name === 'json_type' && condition.right?.value?.value === 'ARRAY';
}
