import type { Expression, PlanNode } from './duckdb-plan.ts';
import type { Column, Columns } from './plan-columns.ts';
import type { Link, LinkEnd, QueryOutline } from './query-outline.ts';

/** Gathers, while a plan is read, how its reads belong together. It decides nothing: it is there for advice. */
export class LinkReader {
  readonly all: Link[] = [];
  readonly crosses: NonNullable<QueryOutline['crosses']>[number][] = [];

  addEqual(left: Column, right: Column): void {
    this.#addAll(endsOf(left), endsOf(right));
  }

  /** A condition of which no more is known than which reads it is about. */
  addUnknown(left: Columns, right: Columns): void {
    this.#addAll(readsOf(left), readsOf(right));
  }

  /** A condition above a join: all reads that it names belong together by it. */
  addCondition(expression: Expression, resolve: (reference: Expression) => Column | undefined): void {
    const reads = readsOf(referencesIn(expression).map(resolve));
    this.#addAll(reads, reads);
  }

  addCross({ children = [] }: PlanNode): void {
    const [left = [], right = []] = children.map(rowReads);
    if (left.length > 0 && right.length > 0) this.crosses.push({ left, right });
  }

  #addAll(left: readonly LinkEnd[], right: readonly LinkEnd[]): void {
    for (const one of left)
      for (const other of right) if (one.read !== other.read) this.all.push({ left: one, right: other });
  }
}

function endsOf({ origins }: Column): readonly LinkEnd[] {
  const isOne = origins.length === 1;
  return origins.flatMap((origin): readonly LinkEnd[] =>
    origin.kind === 'read'
      ? [{ read: origin.read, ...(isOne && origin.column !== undefined && { column: origin.column }) }]
      : [],
  );
}

function readsOf(columns: Columns): readonly LinkEnd[] {
  const origins = columns.flatMap((column) => column?.origins ?? []);
  const reads = new Set(origins.flatMap((origin) => (origin.kind === 'read' ? [origin.read] : [])));
  return [...reads].map((read) => ({ read }));
}

function referencesIn(expression: Expression): readonly Expression[] {
  if (expression.expression_class === 'BOUND_REF' || expression.expression_class === 'BOUND_COLUMN_REF')
    return [expression];
  const { left, right, children = [], child, input, lower, upper, else_expr: otherwise } = expression;
  return [left, right, ...children, child, input, lower, upper, otherwise].flatMap((inner) =>
    inner === undefined ? [] : referencesIn(inner),
  );
}

/** The reads whose rows a node passes on one by one: nothing groups, limits or counts them. */
function rowReads(node: PlanNode): readonly number[] {
  if (node.type === 'LOGICAL_GET') return node.table_index === undefined ? [] : [node.table_index];
  const passesOn = ['LOGICAL_PROJECTION', 'LOGICAL_FILTER', 'LOGICAL_COMPARISON_JOIN', 'LOGICAL_CROSS_PRODUCT'];
  return passesOn.includes(node.type) ? (node.children ?? []).flatMap(rowReads) : [];
}
