import type { PlanNode } from './duckdb-plan.ts';
import { tableOf } from './table-of.ts';

/** A column of a read that the value of a column of the plan hangs on. */
interface Use {
  readonly read: number;
  readonly column: string;
}

/** Of each column that a node of the plan gives, what its value hangs on. */
type Uses = readonly (readonly Use[])[];

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
  return { needed: listed(reader.needed), chosenBy: listed(reader.chosenBy) };
}

export interface NeededColumns {
  /** By the read's id. */
  readonly needed: ReadonlyMap<number, readonly string[]>;
  /** Those by which rows are chosen: not those of NOT EXISTS and EXCEPT, which say what goes. */
  readonly chosenBy: ReadonlyMap<number, readonly string[]>;
}

class NeedReader {
  readonly needed = new Map<number, Set<string>>();
  readonly chosenBy = new Map<number, Set<string>>();
  readonly #bindings = new Map<number, Uses>();
  readonly #eliminated: Uses[] = [];
  readonly #all: Use[] = [];

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
        this.#need(this.#in(node.expressions, input));
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
      case 'LOGICAL_TOP_N':
        return mapped(this.#child(node), node.projection_map ?? node.projections);
      case 'LOGICAL_WINDOW':
      case 'LOGICAL_UNNEST': {
        const input = this.#child(node);
        return [...input, ...this.#each(node.expressions, input)];
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
      return column === undefined ? [] : [{ read, column }];
    };
    this.#need((node.table_filters?.filters ?? []).flatMap(({ key }) => use(key)));
    const all = (node.column_indexes ?? []).map(({ index }) => use(index));
    this.#all.push(...all.flat());
    return mapped(all, node.projection_ids);
  }

  /** Whatever a function over columns gives hangs on all of them; behind it stand the columns that it passes on. */
  #tableFunction(node: PlanNode): Uses {
    const input = this.#child(node);
    const own = (node.column_indexes ?? []).map(() => input.flat());
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
      ...(node.conditions ?? []).flatMap((own) => [...this.#in(own.left, left), ...this.#in(own.right, right)]),
      ...this.#in(node.condition, [...left, ...right]),
    ];
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
    return (sides[0] ?? []).map((_, position) => sides.flatMap((side) => side[position] ?? this.#all));
  }

  #each(expressions: unknown, input: Uses): Uses {
    return Array.isArray(expressions) ? expressions.map((expression) => this.#in(expression, input)) : [];
  }

  /** What an expression hangs on, whatever it is made of. */
  #in(expression: unknown, input: Uses): readonly Use[] {
    if (typeof expression !== 'object' || expression === null) return [];
    const { expression_class, index, binding } = expression as Partial<Reference>;
    if (expression_class === 'BOUND_REF') return input[index ?? -1] ?? this.#all;
    if (expression_class === 'BOUND_COLUMN_REF')
      return this.#bindings.get(binding?.table_index ?? -1)?.[binding?.column_index ?? -1] ?? this.#all;
    return Object.values(expression).flatMap((part) => this.#in(part, input));
  }

  #need(uses: readonly Use[], isChoice = true): void {
    for (const { read, column } of uses)
      for (const found of isChoice ? [this.needed, this.chosenBy] : [this.needed])
        found.set(read, (found.get(read) ?? new Set<string>()).add(column));
  }
}

interface Reference {
  readonly expression_class: string;
  readonly index: number;
  readonly binding: { readonly table_index: number; readonly column_index: number };
}

function mapped(columns: Uses, map: readonly number[] | undefined): Uses {
  return map === undefined || map.length === 0 ? columns : map.map((position) => columns[position] ?? []);
}
