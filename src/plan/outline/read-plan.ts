import { quoteIdentifier } from '../../data/quote.ts';
import { constantColumn, listedColumns, unnestedColumns } from './constant-columns.ts';
import type { Expression, PlanNode, TableFilter } from './duckdb-plan.ts';
import { firstInOrder } from './first-in-order.ts';
import { howFilterIsSaid, howSaid } from './how-said.ts';
import { JoinReader } from './join-reader.ts';
import {
  greatestNumber,
  type Leading,
  leadingOfAggregate,
  leadingOfDistinct,
  leadingOfTopN,
  leadingOfWindow,
  onlyLeading,
} from './leading-rows.ts';
import { neededColumns } from './needed-columns.ts';
import {
  type Column,
  type Columns,
  columnsOfOrigin,
  firstRows,
  freeze,
  freezeColumn,
  mapSql,
  pickedColumn,
  projected,
} from './plan-columns.ts';
import type { QueryOutline, TableRead } from './query-outline.ts';
import { predicatesOfExpression, predicatesOfTableFilter, subjectReader } from './read-predicates.ts';
import { renderExpression } from './render-expression.ts';
import { isWhollyRendered, renderTableFilter } from './render-table-filter.ts';
import { streamingLimit, streams } from './streaming-limit.ts';
import { tableOf } from './table-of.ts';

/** Reads DuckDB's plan. What it does not know it leaves out: a filter not seen is slow, never wrong. */
export function readPlan(root: PlanNode): QueryOutline {
  const reader = new PlanReader();
  reader.visit(root);
  const { needed, chosenBy, members } = neededColumns(root);
  return {
    reads: [...reader.reads.values()].map((read) => ({
      ...read,
      needed: needed.get(read.id) ?? [],
      chosenBy: chosenBy.get(read.id) ?? [],
      members: members.get(read.id) ?? [],
    })),
    keyLinks: reader.joins.keyLinks,
    links: reader.joins.links.all,
    crosses: reader.joins.links.crosses,
    limit: reader.reads.size === 1 ? streamingLimit(root) : undefined,
    first: reader.reads.size === 1 ? firstInOrder(root) : undefined,
    streams: reader.reads.size === 1 && streams(root),
  };
}

/** What a sort with a LIMIT puts over its read to leave out rows early, by what the run finds: no condition of the statement's. */
function isOwnOfSort({ filter_type: type, child_filter: child }: TableFilter): boolean {
  return type === 'OPTIONAL_FILTER' && child?.filter_type === 'DYNAMIC_FILTER';
}

class PlanReader {
  readonly reads = new Map<number, TableRead>();
  readonly #columnOf = (expression: Expression, input: Columns) => this.#column(expression, input);
  readonly joins = new JoinReader(this.#columnOf, (id) => this.reads.get(id));
  /** Columns by table index, for references that name a binding and for the inner side of correlated joins. */
  readonly #bindings = new Map<number, Columns>();
  readonly #eliminated: Columns[] = [];
  /** Reads that leave out rows by a condition that cannot be said as SQL. */
  readonly #unsaid = new Set<number>();
  /** The columns of all conditions of a read. */
  readonly #filteredBy = new Map<number, Set<string>>();

  visit(node: PlanNode): Columns {
    switch (node.type) {
      case 'LOGICAL_GET':
        return this.#get(node);
      case 'LOGICAL_FILTER':
        return this.#filter(node);
      case 'LOGICAL_PROJECTION':
        return this.#bind(node.table_index, this.#project(node, this.#onlyChild(node)));
      case 'LOGICAL_COMPARISON_JOIN':
      case 'LOGICAL_ANY_JOIN':
        return this.#join(node);
      case 'LOGICAL_DELIM_JOIN':
        return this.#correlatedJoin(node);
      case 'LOGICAL_DELIM_GET':
        return this.#bind(node.table_index, this.#eliminated.at(-1) ?? []);
      case 'LOGICAL_CROSS_PRODUCT':
        this.joins.links.addCross(node);
        return (node.children ?? []).flatMap((child) => this.visit(child));
      case 'LOGICAL_AGGREGATE_AND_GROUP_BY':
        return this.#aggregate(node);
      case 'LOGICAL_ORDER_BY':
        return projected(this.#onlyChild(node), node.projections);
      case 'LOGICAL_DISTINCT':
        return this.#first(node, leadingOfDistinct);
      case 'LOGICAL_LIMIT':
        return this.#limit(node);
      case 'LOGICAL_TOP_N':
        return this.#first(node, leadingOfTopN);
      case 'LOGICAL_WINDOW':
        return this.#window(node);
      case 'LOGICAL_UNION':
        return this.#union(node);
      case 'LOGICAL_EXPRESSION_GET':
        this.#onlyChild(node);
        return this.#bind(
          node.table_index,
          listedColumns((node.expressions ?? []) as readonly (readonly Expression[])[]),
        );
      case 'LOGICAL_DUMMY_SCAN':
        // Its one row has one column, which nobody reads but which counts.
        return this.#bind(node.table_index, [undefined]);
      case 'LOGICAL_UNNEST':
        return [...this.#onlyChild(node), ...unnestedColumns((node.expressions ?? []) as readonly Expression[])];
      default:
        for (const child of node.children ?? []) this.visit(child);
        return [];
    }
  }

  /** Of what streams from one read, by conditions that can all be said, the first rows are known when the read has ended. */
  #limit(node: PlanNode): Columns {
    const columns = freeze(this.#onlyChild(node), false);
    const rows = streamingLimit(node)?.rows;
    return rows === undefined ? columns : firstRows(columns, rows, (read) => !this.#unsaid.has(read));
  }

  /** Of what sorts one read by what can all be said, the rows that come first. */
  #first(node: PlanNode, leadingOf: typeof leadingOfTopN): Columns {
    const columns = freeze(this.#onlyChild(node), false);
    const leading = leadingOf(node, columns, this.#columnOf);
    this.#keepLeading(leading);
    return this.#narrowed(columns, leading);
  }

  /** All that stands above sees no other rows of the read than these. */
  #keepLeading(leading: Leading | undefined): void {
    const read = leading && this.reads.get(leading.read);
    if (leading === undefined || read === undefined || this.#unsaid.has(read.id)) return;
    const columns = new Set([...(this.#filteredBy.get(read.id) ?? []), ...leading.columns]);
    const { conditions } = read;
    this.reads.set(read.id, { ...read, leading: { ...leading.rows, conditions, columns: [...columns] } });
  }

  /** Numbers of rows know which rows have them: a condition on one says that only those matter. */
  #window(node: PlanNode): Columns {
    const input = freeze(this.#onlyChild(node), false);
    const expressions = (node.expressions ?? []) as readonly Expression[];
    const numbers = expressions.map((expression): Column | undefined => {
      const numbered = leadingOfWindow(node, expression, input, this.#columnOf);
      // What another window function says of a row depends on rows that come later.
      return numbered && { origins: [], restrictable: false, numbered, isNumberedAlone: expressions.length === 1 };
    });
    return [...input, ...numbers];
  }

  #narrowed(columns: Columns, leading: Leading | undefined): Columns {
    return leading === undefined || this.#unsaid.has(leading.read) ? columns : onlyLeading(columns, leading);
  }

  #onlyChild(node: PlanNode): Columns {
    const [child] = node.children ?? [];
    return child === undefined ? [] : this.visit(child);
  }

  #bind(index: number | undefined, columns: Columns): Columns {
    if (index !== undefined) this.#bindings.set(index, columns);
    return columns;
  }

  #get(node: PlanNode): Columns {
    const table = tableOf(node);
    const id = node.table_index ?? -1;
    if (table === undefined) return this.#tableFunction(node);
    const names = (node.column_indexes ?? []).map(({ index }) => node.names?.[index]);
    const filters = (node.table_filters?.filters ?? []).filter(({ value }) => !isOwnOfSort(value));
    const filtered = filters.map(({ key, value }) => ({ column: node.names?.[key], value }));
    const conditions = filtered.map(({ column, value }) => {
      const own = column === undefined ? [] : renderTableFilter(value, quoteIdentifier(column));
      const said = column === undefined ? 'partly' : howFilterIsSaid(value, column);
      return { column, own, said };
    });
    if (filtered.some(({ column, value }) => column === undefined || !isWhollyRendered(value))) this.#unsaid.add(id);
    this.reads.set(id, {
      id,
      table,
      columns: [...new Set([...names, ...filtered.map(({ column }) => column)].filter((name) => name !== undefined))],
      predicates: filtered.flatMap(({ column, value }) =>
        column === undefined ? [] : predicatesOfTableFilter(value, column),
      ),
      hasFurtherConditions: conditions.some(({ said }) => said === 'partly'),
      needed: [],
      chosenBy: [],
      conditions: conditions.flatMap(({ own }) => own),
      rowConditions: conditions.flatMap(({ column, own, said }) =>
        said === 'wholly' || column === undefined ? [] : own.map((sql) => ({ sql, columns: [column] })),
      ),
    });
    this.#filteredBy.set(id, new Set(filtered.flatMap(({ column }) => column ?? [])));
    const all: Columns = names.map((name) =>
      name === undefined
        ? undefined
        : { origins: [{ kind: 'read', read: id, sql: quoteIdentifier(name), column: name }], restrictable: true },
    );
    const projected = node.projection_ids ?? [];
    return this.#bind(id, projected.length === 0 ? all : projected.map((position) => all[position]));
  }

  /** `unnest(...)` in FROM: its elements, then the columns of its input that it passes on. */
  #tableFunction(node: PlanNode): Columns {
    const input = this.#onlyChild(node);
    const passed = (node.projected_input ?? []).map((position) => input[position]);
    const element =
      node.name === 'unnest' || node.function_data === undefined
        ? mapSql(input[0], (sql) => `unnest(${sql})`)
        : undefined;
    return this.#bind(node.table_index, [element, ...passed]);
  }

  #filter(node: PlanNode): Columns {
    const input = this.#onlyChild(node);
    for (const expression of (node.expressions ?? []) as readonly Expression[])
      this.joins.links.addCondition(expression, (reference) => this.#resolve(reference, input));
    const direct = this.#directRead(node.children?.[0]);
    if (direct !== undefined) this.#addConditions(direct, input, (node.expressions ?? []) as readonly Expression[]);
    const left = ((node.expressions ?? []) as readonly Expression[]).reduce(
      (columns: Columns, expression) => this.#numbered(expression, columns),
      input,
    );
    return projected(left, node.projection_map);
  }

  /** What a condition on the number of rows leaves of columns. */
  #numbered(condition: Expression, input: Columns): Columns {
    const number = greatestNumber(condition);
    const column = number === undefined ? undefined : this.#resolve(number.column, input);
    if (number === undefined || column?.numbered === undefined) return input;
    const leading = { ...column.numbered, rows: { ...column.numbered.rows, rows: number.rows } };
    if (column.isNumberedAlone === true) this.#keepLeading(leading);
    return this.#narrowed(input, leading);
  }

  /** The read that a filter stands right above: only there is its condition true of every row that matters. */
  #directRead(node: PlanNode | undefined): TableRead | undefined {
    if (node === undefined) return undefined;
    if (node.type === 'LOGICAL_GET') return this.reads.get(node.table_index ?? -1);
    return node.type === 'LOGICAL_PROJECTION' || node.type === 'LOGICAL_FILTER'
      ? this.#directRead(node.children?.[0])
      : undefined;
  }

  #addConditions(read: TableRead, input: Columns, expressions: readonly Expression[]): void {
    const columnOf = (expression: Expression) => {
      const [origin, ...others] = this.#resolve(expression, input)?.origins ?? [];
      return origin?.kind === 'read' && origin.read === read.id && others.length === 0 ? origin.column : undefined;
    };
    const subjectOf = subjectReader(columnOf);
    const conditions = expressions.map((expression) => {
      const columns = new Set<string>();
      const sql = renderExpression(expression, (reference) => {
        const column = columnOf(reference);
        if (column !== undefined) columns.add(column);
        return column === undefined ? undefined : quoteIdentifier(column);
      });
      return { sql, columns: [...columns], said: howSaid(expression, subjectOf) };
    });
    const rendered = conditions.flatMap(({ sql, ...rest }) => (sql === undefined ? [] : [{ sql, ...rest }]));
    if (rendered.length < expressions.length) this.#unsaid.add(read.id);
    const filteredBy = this.#filteredBy.get(read.id) ?? new Set();
    this.#filteredBy.set(read.id, filteredBy);
    for (const column of rendered.flatMap((own) => own.columns)) filteredBy.add(column);
    this.reads.set(read.id, {
      ...read,
      predicates: [...read.predicates, ...expressions.flatMap((own) => predicatesOfExpression(own, subjectOf))],
      hasFurtherConditions: read.hasFurtherConditions === true || conditions.some(({ said }) => said === 'partly'),
      conditions: [...read.conditions, ...rendered.map(({ sql }) => sql)],
      rowConditions: [
        ...read.rowConditions,
        ...rendered.flatMap(({ sql, columns, said }) => (said === 'wholly' ? [] : [{ sql, columns }])),
      ],
    });
  }

  #resolve(expression: Expression, input: Columns): Column | undefined {
    if (expression.expression_class === 'BOUND_REF') return input[expression.index ?? -1];
    if (expression.expression_class !== 'BOUND_COLUMN_REF' || expression.binding === undefined) return undefined;
    return this.#bindings.get(expression.binding.table_index)?.[expression.binding.column_index];
  }

  #project(node: PlanNode, input: Columns): Columns {
    return ((node.expressions ?? []) as readonly Expression[]).map((expression) => this.#column(expression, input));
  }

  /** A column made by an expression: a plain reference as it is, anything else as SQL over the one read that it is made of. */
  #column(expression: Expression, input: Columns): Column | undefined {
    const plain = this.#resolve(expression, input);
    if (plain !== undefined) return plain;
    if (expression.expression_class === 'BOUND_CONSTANT') return constantColumn(expression);
    const scalar = scalarSubqueryValue(expression);
    if (scalar !== undefined) return freezeColumn(this.#column(scalar, input), false);
    let read: number | undefined;
    const columns = new Set<string>();
    const sql = renderExpression(expression, (reference) => {
      const [origin, ...others] = this.#resolve(reference, input)?.origins ?? [];
      if (origin?.kind !== 'read' || others.length > 0 || (read !== undefined && read !== origin.read))
        return undefined;
      read = origin.read;
      for (const name of columnsOfOrigin(origin)) columns.add(name);
      return origin.sql;
    });
    return sql === undefined || read === undefined
      ? undefined
      : { origins: [{ kind: 'read', read, sql, columns: [...columns] }], restrictable: false };
  }

  #join(node: PlanNode): Columns {
    const [leftChild, rightChild] = node.children ?? [];
    if (leftChild === undefined || rightChild === undefined) return [];
    const left = this.visit(leftChild);
    const right = this.visit(rightChild);
    return this.joins.join(node, left, right);
  }

  #correlatedJoin(node: PlanNode): Columns {
    const [leftChild, rightChild] = node.children ?? [];
    if (leftChild === undefined || rightChild === undefined) return [];
    const left = this.visit(leftChild);
    this.#eliminated.push(
      (node.duplicate_eliminated_columns ?? []).map((expression) =>
        freezeColumn(this.#resolve(expression, left), false),
      ),
    );
    const right = this.visit(rightChild);
    this.#eliminated.pop();
    return this.joins.join(node, left, right);
  }

  /** Whole groups go when rows are left out by a group's key; everything else that is aggregated would change. */
  #aggregate(node: PlanNode): Columns {
    const input = this.#onlyChild(node);
    const groups = (node.groups ?? []).map((expression) => this.#column(expression, input));
    const aggregates = ((node.expressions ?? []) as readonly Expression[]).map((aggregate) => {
      const [argument] = aggregate.children ?? [];
      if (argument === undefined || !picksOneValue.has(aggregate.name ?? '')) return undefined;
      const picked = [pickedColumn(this.#column(argument, input))];
      const [column] = this.#narrowed(picked, leadingOfAggregate(node, aggregate, input, this.#columnOf));
      return column;
    });
    this.#bind(node.group_index, groups);
    this.#bind(node.aggregate_index, aggregates);
    return [...groups, ...aggregates];
  }

  #union(node: PlanNode): Columns {
    const [left = [], right = []] = (node.children ?? []).map((child) => this.visit(child));
    const columns = left.map((column, position): Column | undefined => {
      const other = right[position];
      return column === undefined || other === undefined
        ? undefined
        : { origins: [...column.origins, ...other.origins], restrictable: false };
    });
    return this.#bind(node.table_index, columns);
  }
}

/** Aggregates whose result is one of the values that they are given: as keys those values are enough, and then some. */
const picksOneValue: ReadonlySet<string> = new Set([
  'first',
  'last',
  'any_value',
  'arbitrary',
  'min',
  'max',
  'arg_min',
  'arg_max',
  'argmin',
  'argmax',
  'min_by',
  'max_by',
]);

/** DuckDB's guard around a scalar subquery, `CASE WHEN count > 1 THEN error(...) ELSE first END`: its value is the ELSE. */
function scalarSubqueryValue(expression: Expression): Expression | undefined {
  const [check, ...others] = expression.case_checks ?? [];
  return others.length === 0 && check?.then_expr.name === 'error' ? expression.else_expr : undefined;
}
