import type { Expression, PlanNode } from './duckdb-plan.ts';
import { ExpressionUses, madeOf, type Use, type Uses } from './expression-uses.ts';
import { everyElement } from './member-steps.ts';
import type { MemberUse } from './query-outline.ts';
import { tableOf } from './table-of.ts';
import { besideText, isRangeFilter, valuesOfFilter } from './text-comparisons.ts';

/**
 * The columns of each read, by its id, that conditions need (WHERE, ON, HAVING, IN, EXISTS): of a row without one of them nobody
 * can say whether it is among the answer. What is only shown, sorted or grouped by is not among them. What this does not know
 * of the plan it takes for needing every column.
 */
export function neededColumns(root: PlanNode): NeededColumns {
  const reader = new NeedReader();
  reader.visit(root);
  const listed = (found: ReadonlyMap<number, ReadonlySet<string>>) =>
    new Map([...found].map(([read, columns]) => [read, [...columns]]));
  const members = new Map([...reader.expressions.members].map(([read, named]) => [read, [...named.values()]]));
  return { needed: listed(reader.needed), chosenBy: listed(reader.chosenBy), members };
}

export interface NeededColumns {
  /** By the read's id. */
  readonly needed: ReadonlyMap<number, readonly string[]>;
  /** Those by which rows are chosen: not those of NOT EXISTS and EXCEPT, which say what goes. */
  readonly chosenBy: ReadonlyMap<number, readonly string[]>;
  /** The members of JSON columns that the query names. */
  readonly members: ReadonlyMap<number, readonly MemberUse[]>;
}

class NeedReader {
  readonly needed = new Map<number, Set<string>>();
  readonly chosenBy = new Map<number, Set<string>>();
  readonly #bindings = new Map<number, Uses>();
  readonly #eliminated: Uses[] = [];
  readonly #all: Use[] = [];
  readonly expressions = new ExpressionUses(this.#bindings, this.#all);

  visit(node: PlanNode): Uses {
    const uses = this.#usesOf(node);
    if (node.table_index !== undefined) this.#bindings.set(node.table_index, uses);
    return uses;
  }

  #usesOf(node: PlanNode): Uses {
    switch (node.type) {
      case 'LOGICAL_GET':
        return this.#get(node);
      case 'LOGICAL_FILTER': {
        const input = this.#child(node);
        this.#need(this.expressions.in(node.expressions, input));
        return mapped(input, node.projection_map);
      }
      case 'LOGICAL_PROJECTION':
        return this.#each(node.expressions, this.#child(node));
      case 'LOGICAL_AGGREGATE_AND_GROUP_BY':
        return this.#aggregate(node);
      case 'LOGICAL_COMPARISON_JOIN':
      case 'LOGICAL_ANY_JOIN':
      case 'LOGICAL_DELIM_JOIN':
        return this.#join(node);
      case 'LOGICAL_CROSS_PRODUCT':
        return (node.children ?? []).flatMap((child) => this.visit(child));
      case 'LOGICAL_DELIM_GET':
        return this.#eliminated.at(-1) ?? [];
      case 'LOGICAL_ORDER_BY':
      case 'LOGICAL_DISTINCT':
      case 'LOGICAL_LIMIT':
      case 'LOGICAL_TOP_N': {
        const input = this.#child(node);
        // Rows that are all shown may come in any order.
        const orders = node.type === 'LOGICAL_ORDER_BY' ? [] : (node.orders ?? node.order_by?.orders ?? []);
        for (const { expression } of orders) this.expressions.sort(expression, input);
        return mapped(input, node.projection_map ?? node.projections);
      }
      case 'LOGICAL_WINDOW': {
        const input = this.#child(node);
        return [...input, ...this.#each(node.expressions, input)];
      }
      case 'LOGICAL_UNNEST': {
        const input = this.#child(node);
        const lists = (node.expressions ?? []) as readonly Expression[];
        return [...input, ...lists.map((list) => this.expressions.unnested(list, input))];
      }
      case 'LOGICAL_UNION':
        return this.#together(node);
      case 'LOGICAL_EXCEPT':
      case 'LOGICAL_INTERSECT': {
        const both = this.#together(node);
        this.#need(both.flat(), false);
        return both;
      }
      default:
        for (const child of node.children ?? []) this.visit(child);
        return [];
    }
  }

  #child({ children: [child] = [] }: PlanNode): Uses {
    return child === undefined ? [] : this.visit(child);
  }

  #get(node: PlanNode): Uses {
    if (tableOf(node) === undefined) return this.#tableFunction(node);
    const read = node.table_index ?? -1;
    const use = (position: number): readonly Use[] => {
      const column = node.names?.[position];
      return column === undefined ? [] : [{ read, column, steps: [], form: 'itself' }];
    };
    for (const { key, value } of node.table_filters?.filters ?? []) {
      this.#need(use(key));
      this.#need(this.expressions.in(value, [use(key)]));
      for (const one of use(key))
        this.expressions.name({ ...one, values: valuesOfFilter(value), isSorted: isRangeFilter(value) }, true);
    }
    const all = (node.column_indexes ?? []).map(({ index }) => use(index));
    this.#all.push(...all.flat());
    return mapped(all, node.projection_ids);
  }

  /** Whatever a function over columns gives hangs on all of them; behind it stand the columns that it passes on. */
  #tableFunction(node: PlanNode): Uses {
    const input = this.#child(node);
    const all = input.flat().map(madeOf);
    const [json = []] = input;
    const own = (node.column_indexes ?? []).map(({ index }) =>
      node.names?.[index] === 'value' && isElementsOf(node) ? this.expressions.inside(json, [everyElement]) : all,
    );
    return [...own, ...(node.projected_input ?? []).map((position) => input[position] ?? this.#all)];
  }

  #aggregate(node: PlanNode): Uses {
    const input = this.#child(node);
    const groups = this.#each(node.groups, input);
    const aggregates = this.#each(node.expressions, input);
    if (node.group_index !== undefined) this.#bindings.set(node.group_index, groups);
    if (node.aggregate_index !== undefined) this.#bindings.set(node.aggregate_index, aggregates);
    return [...groups, ...aggregates];
  }

  #join(node: PlanNode): Uses {
    const [leftChild, rightChild] = node.children ?? [];
    if (leftChild === undefined || rightChild === undefined) return [];
    const left = this.visit(leftChild);
    const isCorrelated = node.type === 'LOGICAL_DELIM_JOIN';
    if (isCorrelated) this.#eliminated.push(this.#each(node.duplicate_eliminated_columns, left));
    const right = this.visit(rightChild);
    if (isCorrelated) this.#eliminated.pop();
    const condition = [
      ...(node.conditions ?? []).flatMap((own) => [
        ...this.expressions.in(own.left, left),
        ...this.expressions.in(own.right, right),
        ...besideText(own.left, own.right).flatMap((pair) => this.expressions.asText(pair, left, right)),
        ...besideText(own.right, own.left).flatMap((pair) => this.expressions.asText(pair, right, left)),
      ]),
      ...this.expressions.in(node.condition, [...left, ...right]),
    ].map(madeOf);
    const type = node.join_type ?? '';
    const leftOut = mapped(left, node.left_projection_map);
    const rightOut = mapped(right, node.right_projection_map);
    // Whether these have a partner is to be seen in the other side's columns, and in those alone.
    const told = (columns: Uses): Uses => columns.map((uses) => [...uses, ...condition]);
    switch (type) {
      case 'LEFT':
      case 'SINGLE':
        return [...leftOut, ...told(rightOut)];
      case 'RIGHT':
        return [...told(leftOut), ...rightOut];
      case 'OUTER':
      case 'FULL':
        return [...told(leftOut), ...told(rightOut)];
      case 'MARK':
        return [...leftOut, condition];
    }
    this.#need(condition, type !== 'ANTI' && type !== 'RIGHT_ANTI');
    if (type === 'SEMI' || type === 'ANTI') return leftOut;
    return type === 'RIGHT_SEMI' || type === 'RIGHT_ANTI' ? rightOut : [...leftOut, ...rightOut];
  }

  #together(node: PlanNode): Uses {
    const sides = (node.children ?? []).map((child) => this.visit(child));
    return (sides[0] ?? []).map((_, position) => sides.flatMap((side) => side[position] ?? this.#all).map(madeOf));
  }

  #each(expressions: unknown, input: Uses): Uses {
    return Array.isArray(expressions) ? expressions.map((expression) => this.expressions.in(expression, input)) : [];
  }

  #need(uses: readonly Use[], isChoice = true): void {
    for (const use of uses) {
      this.expressions.name(use, true);
      for (const found of isChoice ? [this.needed, this.chosenBy] : [this.needed])
        found.set(use.read, (found.get(use.read) ?? new Set<string>()).add(use.column));
    }
  }
}

/** Whether it is `json_each(list)`, without a path, whose `value` is an element or a member of its argument. */
function isElementsOf({ name, arguments: given = [] }: PlanNode): boolean {
  return name === 'json_each' && given.length === 1;
}

function mapped(columns: Uses, map: readonly number[] | undefined): Uses {
  return map === undefined || map.length === 0 ? columns : map.map((position) => columns[position] ?? []);
}
