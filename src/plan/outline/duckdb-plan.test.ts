import { afterAll, beforeAll, expect, it } from 'vitest';
import { quoteLiteral } from '../../data/quote.ts';
import { Engine } from '../../engine/engine.ts';
import type { Expression, PlanNode, TableFilter } from './duckdb-plan.ts';

// The shapes that readPlan relies on, as this version of DuckDB prints them.
let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(undefined);
  await engine.run(
    "CREATE TABLE a (id VARCHAR, name VARCHAR, tags JSON); CREATE TABLE b (owner VARCHAR); SET disabled_optimizers = 'statistics_propagation,empty_result_pullup,join_order,build_side_probe_side,in_clause'",
  );
});
afterAll(() => engine.close());

async function shapeOf(sql: string): Promise<string> {
  const { rows } = await engine.query(`SELECT json_serialize_plan(${quoteLiteral(sql)}, optimize := true) AS plan`);
  const plan = rows[0]?.plan as unknown as { readonly plans: readonly PlanNode[] };
  return plan.plans.map((node) => describeNode(node, 0)).join('\n');
}

function describeNode(node: PlanNode, depth: number): string {
  const facts = [
    node.join_type,
    node.conditions
      ?.map(({ left, right, comparison }) => `${describe(left)} ${comparison} ${describe(right)}`)
      .join(', '),
    node.function_data?.table,
    node.table_filters?.filters.map(({ key, value }) => `${node.names?.[key]} ${describeFilter(value)}`).join(', '),
    node.type === 'LOGICAL_GET' || node.type === 'LOGICAL_EXPRESSION_GET'
      ? undefined
      : (node.expressions as readonly Expression[] | undefined)?.map(describe).join(', '),
    node.limit_val?.type === 'CONSTANT_VALUE' ? `limit ${node.limit_val.constant_integer}` : undefined,
  ].filter((fact) => fact !== undefined && fact !== '');
  const line = `${'  '.repeat(depth)}${node.type.replace('LOGICAL_', '')} ${facts.join(' | ')}`.trimEnd();
  return [line, ...(node.children ?? []).map((child) => describeNode(child, depth + 1))].join('\n');
}

function describeFilter(filter: TableFilter): string {
  const inner = [
    filter.comparison_type,
    filter.constant?.value,
    filter.values?.map(({ value }) => value).join('/'),
    filter.child_filter === undefined ? undefined : describeFilter(filter.child_filter),
    filter.child_filters?.map(describeFilter).join(' & '),
    filter.expr === undefined ? undefined : describe(filter.expr),
  ].filter((fact) => fact !== undefined);
  return `${filter.filter_type}(${inner.join(' ')})`;
}

function describe(expression: Expression | undefined): string {
  if (expression === undefined) return '?';
  const {
    expression_class: kind,
    name,
    index,
    value,
    left,
    right,
    children,
    child,
    type,
    else_expr: otherwise,
  } = expression;
  const parts = [
    ...(left === undefined ? [] : [left]),
    ...(right === undefined ? [] : [right]),
    ...(children ?? []),
    ...(child === undefined ? [] : [child]),
    ...(otherwise === undefined ? [] : [otherwise]),
  ];
  const own = name ?? (index === undefined ? (value === undefined ? type : JSON.stringify(value.value)) : `#${index}`);
  return `${kind.replace('BOUND_', '')}:${own}${parts.length === 0 ? '' : `(${parts.map(describe).join(', ')})`}`;
}

it('filters of a scan', async () => {
  expect(
    await shapeOf("SELECT id FROM a WHERE name IN ('x', 'y') AND id = 'i' AND (tags ->> 'env') = 'prod' LIMIT 3"),
  ).toMatchInlineSnapshot(`
    "PROJECTION REF:#0
      LIMIT limit 3
        FILTER OPERATOR:COMPARE_IN(REF:#0, CONSTANT:"x", CONSTANT:"y"), COMPARISON:COMPARE_EQUAL(FUNCTION:->>(REF:#2, CONSTANT:"env"), CONSTANT:"prod")
          GET a | id CONSTANT_COMPARISON(COMPARE_EQUAL i), name OPTIONAL_FILTER(IN_FILTER(x/y))"
  `);
});

it('a join, its sides in the order in which they were written', async () => {
  expect(await shapeOf('SELECT a.id FROM a LEFT JOIN b ON b.owner = a.id')).toMatchInlineSnapshot(`
    "PROJECTION REF:#0
      COMPARISON_JOIN LEFT | REF:#0 COMPARE_EQUAL REF:#0
        GET a
        GET b"
  `);
});

it('a membership', async () => {
  expect(await shapeOf('SELECT id FROM a WHERE id IN (SELECT owner FROM b)')).toMatchInlineSnapshot(`
    "PROJECTION REF:#0
      COMPARISON_JOIN SEMI | REF:#0 COMPARE_EQUAL REF:#0
        GET a
        PROJECTION REF:#0
          GET b"
  `);
});

it('a correlated subquery', async () => {
  expect(await shapeOf('SELECT id, (SELECT count(*) FROM b WHERE owner = id) AS n FROM a')).toMatchInlineSnapshot(`
    "PROJECTION REF:#0, REF:#1
      DELIM_JOIN SINGLE | REF:#0 COMPARE_NOT_DISTINCT_FROM REF:#1
        GET a
        PROJECTION CASE:CASE_EXPR(REF:#1), REF:#0
          COMPARISON_JOIN LEFT | REF:#0 COMPARE_NOT_DISTINCT_FROM REF:#0
            DELIM_GET
            AGGREGATE_AND_GROUP_BY AGGREGATE:count_star
              FILTER OPERATOR:OPERATOR_IS_NOT_NULL(REF:#0)
                GET b"
  `);
});

it('a scalar subquery, behind its guard', async () => {
  expect(await shapeOf('SELECT id FROM a WHERE id = (SELECT max(owner) FROM b)')).toMatchInlineSnapshot(`
    "PROJECTION REF:#0
      COMPARISON_JOIN INNER | REF:#0 COMPARE_EQUAL REF:#0
        GET a
        PROJECTION CASE:CASE_EXPR(REF:#0)
          AGGREGATE_AND_GROUP_BY AGGREGATE:first(REF:#0), AGGREGATE:count_star
            PROJECTION REF:#0
              AGGREGATE_AND_GROUP_BY AGGREGATE:max(REF:#0)
                GET b"
  `);
});

it('constants in a list', async () => {
  expect(
    await shapeOf("SELECT owner FROM b JOIN (SELECT unnest(['x', 'y']) AS k) v ON v.k = b.owner"),
  ).toMatchInlineSnapshot(`
    "PROJECTION REF:#0
      COMPARISON_JOIN INNER | REF:#0 COMPARE_EQUAL REF:#0
        GET b
        PROJECTION REF:#1
          UNNEST UNNEST:BOUND_UNNEST(CONSTANT:{"children":[{"type":{"id":"VARCHAR","type_info":null},"is_null":false,"value":"x"},{"type":{"id":"VARCHAR","type_info":null},"is_null":false,"value":"y"}]})
            DUMMY_SCAN"
  `);
});
