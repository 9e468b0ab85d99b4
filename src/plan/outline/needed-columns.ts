import type { Expression, PlanNode } from './duckdb-plan.ts';
import {
  besideText,
  givesJson,
  isJson,
  jsonOfText,
  sameButForCase,
  type TextComparison,
  textComparisons,
} from './json-as-text.ts';
import { everyElement, type MemberStep, memberLookup, memberSteps } from './member-steps.ts';
import type { MemberUse } from './query-outline.ts';
import { tableOf } from './table-of.ts';
import { tagLookup } from './tag-lookup.ts';

/** A column of a read that the value of a column of the plan hangs on. */
interface Use {
  readonly read: number;
  readonly column: string;
  /** Where inside of the column's JSON. */
  readonly steps: readonly MemberStep[];
  /** Whether the value is what stands there, its JSON as a text, or anything else that is made of it. */
  readonly form: 'itself' | 'text' | 'part';
  /** Whether what is made of it is made of the text of its JSON. */
  readonly isOfText?: boolean;
  /** Whether the text of its JSON is compared with a text. */
  readonly isText?: boolean;
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
  const members = new Map([...reader.members].map(([read, named]) => [read, [...named.values()]]));
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
  readonly members = new Map<number, Map<string, MemberUse>>();
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
      case 'LOGICAL_WINDOW': {
        const input = this.#child(node);
        return [...input, ...this.#each(node.expressions, input)];
      }
      case 'LOGICAL_UNNEST': {
        const input = this.#child(node);
        const lists = (node.expressions ?? []) as readonly Expression[];
        return [...input, ...lists.map((list) => this.#unnested(list, input))];
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
      this.#need(this.#in(value, [use(key)]));
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
      node.names?.[index] === 'value' && isElementsOf(node) ? this.#inside(json, [everyElement]) : all,
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
        ...this.#in(own.left, left),
        ...this.#in(own.right, right),
        ...besideText(own.left, own.right).flatMap((pair) => this.#asText(pair, left, right)),
        ...besideText(own.right, own.left).flatMap((pair) => this.#asText(pair, right, left)),
      ]),
      ...this.#in(node.condition, [...left, ...right]),
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
    return Array.isArray(expressions) ? expressions.map((expression) => this.#in(expression, input)) : [];
  }

  /** What an expression hangs on, whatever it is made of. */
  #in(expression: unknown, input: Uses): readonly Use[] {
    if (typeof expression !== 'object' || expression === null) return [];
    const { expression_class, index, binding } = expression as Partial<Reference>;
    if (expression_class === 'BOUND_REF') return input[index ?? -1] ?? this.#all;
    if (expression_class === 'BOUND_COLUMN_REF')
      return this.#bindings.get(binding?.table_index ?? -1)?.[binding?.column_index ?? -1] ?? this.#all;
    const lookup = memberLookup(expression as Expression);
    if (lookup !== undefined) {
      const inside = this.#inside(this.#in(lookup.json, input), lookup.steps);
      return givesJson(expression as Expression) ? inside : inside.map(madeOf);
    }
    const json = jsonOfText(expression as Expression);
    if (json !== undefined)
      return this.#in(json, input).map((use) => (use.form === 'itself' ? { ...use, form: 'text' } : use));
    const tag = tagLookup(expression as Expression);
    if (tag !== undefined) {
      const inside = this.#inside(this.#in(tag.tags, input), memberSteps(tag.key.value?.value) ?? ['']);
      return givesJson(expression as Expression) ? inside : inside.map(madeOf);
    }
    const text = sameButForCase(expression as Expression);
    if (text !== undefined) return this.#in(text, input).map((use) => (use.form === 'text' ? use : madeOf(use)));
    const uses = Object.values(expression)
      .flatMap((part) => this.#in(part, input))
      .map(madeOf);
    const compared = textComparisons(expression as Expression).flatMap((pair) => this.#asText(pair, input));
    return [...uses, ...compared];
  }

  /** What stands further inside of JSON: where that is of one column, the query has named a member of it. */
  #inside(uses: readonly Use[], steps: readonly MemberStep[]): readonly Use[] {
    return uses.map((use) => {
      if (use.form !== 'itself') return madeOf(use);
      const member = { ...use, steps: [...use.steps, ...steps] };
      this.#name(member, false);
      return member;
    });
  }

  /** The elements of a list of JSON: of `column::JSON[]`, or of a path that finds several. */
  #unnested(list: Expression, input: Uses): readonly Use[] {
    const { expression_class: kind, child } = list.child ?? list;
    if (kind !== 'BOUND_CAST') return this.#in(list.child ?? list, input);
    return this.#inside(this.#in(child, input), [everyElement]);
  }

  /** JSON whose text is compared with a text of anything else. */
  #asText({ one, other }: TextComparison, input: Uses, otherInput = input): readonly Use[] {
    if (this.#in(other, otherInput).some(({ form, isOfText }) => form === 'text' || isOfText)) return [];
    const uses = this.#in(one, input)
      .filter(({ form }) => form === 'text' || (form === 'itself' && isJson(one)))
      .map((use): Use => ({ ...use, form: 'part', isText: true }));
    for (const use of uses) this.#name(use, false);
    return uses;
  }

  #name({ read, column, steps, isText }: Use, isNeeded: boolean): void {
    if (steps.length === 0 && isText !== true) return;
    const key = JSON.stringify([column, ...steps.map(String), isNeeded, isText]);
    const named = this.members.get(read) ?? new Map<string, MemberUse>();
    this.members.set(read, named.set(key, { column, steps, isNeeded, ...(isText && { isText }) }));
  }

  #need(uses: readonly Use[], isChoice = true): void {
    for (const use of uses) {
      this.#name(use, true);
      for (const found of isChoice ? [this.needed, this.chosenBy] : [this.needed])
        found.set(use.read, (found.get(use.read) ?? new Set<string>()).add(use.column));
    }
  }
}

/** Whether it is `json_each(list)`, without a path, whose `value` is an element or a member of its argument. */
function isElementsOf({ name, arguments: given = [] }: PlanNode): boolean {
  return name === 'json_each' && given.length === 1;
}

/** The same as part of something else. */
function madeOf(use: Use): Use {
  return use.form === 'part' ? use : { ...use, form: 'part', ...(use.form === 'text' && { isOfText: true }) };
}

interface Reference {
  readonly expression_class: string;
  readonly index: number;
  readonly binding: { readonly table_index: number; readonly column_index: number };
}

function mapped(columns: Uses, map: readonly number[] | undefined): Uses {
  return map === undefined || map.length === 0 ? columns : map.map((position) => columns[position] ?? []);
}
