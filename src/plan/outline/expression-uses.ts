import type { Expression, PlanOrder } from './duckdb-plan.ts';
import { everyElement, type MemberStep, memberLookup, memberSteps } from './member-steps.ts';
import type { MemberUse } from './query-outline.ts';
import { tagLookup } from './tag-lookup.ts';
import {
  comparedValues,
  givesJson,
  isJson,
  isRange,
  jsonOfText,
  sameButForCase,
  type TextComparison,
  textComparisons,
} from './text-comparisons.ts';

/** A column of a read that the value of a column of the plan hangs on. */
export interface Use {
  readonly read: number;
  readonly column: string;
  /** Where inside of the column's JSON. */
  readonly steps: readonly MemberStep[];
  /** Whether the value is what stands there, what a JSON string there says, its JSON as a text, or anything else that is made of it. */
  readonly form: 'itself' | 'said' | 'text' | 'part';
  /** Whether what is made of it is made of the text of its JSON. */
  readonly isOfText?: boolean;
  /** Whether the text of its JSON is compared with a text. */
  readonly isText?: boolean;
  /** The texts that it is compared with. */
  readonly values?: readonly string[];
  /** Whether rows are sorted by it. */
  readonly isSorted?: boolean;
}

/** Of each column that a node of the plan gives, what its value hangs on. */
export type Uses = readonly (readonly Use[])[];

/** Reads what the expressions of a plan hang on, and keeps what they say of columns and of members of their JSON. */
export class ExpressionUses {
  readonly members = new Map<number, Map<string, MemberUse>>();
  readonly #bindings: ReadonlyMap<number, Uses>;
  readonly #all: readonly Use[];
  /** What has been read: sides of a comparison are asked for several times, and comparisons within comparisons each time anew. */
  readonly #known = new WeakMap<object, readonly Use[]>();

  /** `bindings` are the columns of the plan's nodes, by their table indexes; `all` are those of all reads so far. */
  constructor(bindings: ReadonlyMap<number, Uses>, all: readonly Use[]) {
    this.#bindings = bindings;
    this.#all = all;
  }

  /** What an expression hangs on, whatever it is made of. */
  in(expression: unknown, input: Uses): readonly Use[] {
    if (typeof expression !== 'object' || expression === null) return [];
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    const uses = this.#read(expression, input);
    this.#known.set(expression, uses);
    return uses;
  }

  #read(expression: object, input: Uses): readonly Use[] {
    const { expression_class, index, binding } = expression as Partial<Reference>;
    if (expression_class === 'BOUND_REF') return input[index ?? -1] ?? this.#all;
    if (expression_class === 'BOUND_COLUMN_REF')
      return this.#bindings.get(binding?.table_index ?? -1)?.[binding?.column_index ?? -1] ?? this.#all;
    const lookup = memberLookup(expression as Expression);
    if (lookup !== undefined) {
      const inside = this.inside(this.in(lookup.json, input), lookup.steps);
      return givesJson(expression as Expression) ? inside : inside.map(said);
    }
    const json = jsonOfText(expression as Expression);
    if (json !== undefined)
      return this.in(json, input).map((use) => (use.form === 'itself' ? { ...use, form: 'text' } : use));
    const tag = tagLookup(expression as Expression);
    if (tag !== undefined) {
      const inside = this.inside(this.in(tag.tags, input), memberSteps(tag.key.value?.value) ?? ['']);
      return givesJson(expression as Expression) ? inside : inside.map(said);
    }
    const text = sameButForCase(expression as Expression);
    if (text !== undefined) return this.in(text, input).map((use) => (use.form === 'text' ? use : madeOf(use)));
    for (const one of sortKeys(expression as Expression)) this.sort(one, input);
    const uses = Object.values(expression)
      .flatMap((part) => this.in(part, input))
      .map(madeOf);
    const compared = textComparisons(expression as Expression).flatMap((pair) => this.asText(pair, input));
    return [...uses, ...compared, ...this.#withValues(expression as Expression, input)];
  }

  /** What stands further inside of JSON: where that is of one column, the query has named a member of it. */
  inside(uses: readonly Use[], steps: readonly MemberStep[]): readonly Use[] {
    return uses.map((use) => {
      if (use.form !== 'itself') return madeOf(use);
      const member = { ...use, steps: [...use.steps, ...steps] };
      this.name(member, false);
      return member;
    });
  }

  /** The elements of a list of JSON: of `column::JSON[]`, or of a path that finds several. */
  unnested(list: Expression, input: Uses): readonly Use[] {
    const { expression_class: kind, child } = list.child ?? list;
    if (kind !== 'BOUND_CAST') return this.in(list.child ?? list, input);
    return this.inside(this.in(child, input), [everyElement]);
  }

  /** JSON whose text is compared with a text of anything else. */
  asText({ one, other }: TextComparison, input: Uses, otherInput = input): readonly Use[] {
    if (this.in(other, otherInput).some(({ form, isOfText }) => form === 'text' || isOfText)) return [];
    const uses = this.in(one, input)
      .filter(({ form }) => form === 'text' || (form === 'itself' && isJson(one)))
      .map((use): Use => ({ ...use, form: 'part', isText: true }));
    for (const use of uses) this.name(use, false);
    return uses;
  }

  /** What is compared with values, which may be none that it can have. */
  #withValues(expression: Expression, input: Uses): readonly Use[] {
    const { one, values } = comparedValues(expression) ?? {};
    if (one === undefined || values === undefined) return [];
    const uses = this.in(one, input)
      .filter(({ form, steps }) => form === 'said' || (form === 'itself' && steps.length === 0))
      .map((use): Use => ({ ...use, form: 'part', values }));
    for (const use of uses) this.name(use, false);
    return uses;
  }

  /** Keeps what the statement says of a column, or of a member of its JSON. */
  name({ read, column, steps, isText, isSorted, values = [] }: Use, isNeeded: boolean): void {
    if (steps.length === 0 && isText !== true && isSorted !== true && values.length === 0) return;
    const key = JSON.stringify([column, ...steps.map(String), isNeeded, isText, isSorted, values]);
    const named = this.members.get(read) ?? new Map<string, MemberUse>();
    const use = { column, steps, isNeeded, values, ...(isText && { isText }), ...(isSorted && { isSorted }) };
    this.members.set(read, named.set(key, use));
  }

  /** Keeps that rows are sorted by what an expression gives. */
  sort(key: Expression, input: Uses): void {
    for (const use of this.in(key, input))
      if (use.form === 'itself' || use.form === 'said') this.name({ ...use, isSorted: true }, false);
  }
}

/** The same as part of something else. */
export function madeOf(use: Use): Use {
  return use.form === 'part' ? use : { ...use, form: 'part', ...(use.form === 'text' && { isOfText: true }) };
}

interface Reference {
  readonly expression_class: string;
  readonly index: number;
  readonly binding: { readonly table_index: number; readonly column_index: number };
}

/** What a JSON string says, without its quotes. */
function said(use: Use): Use {
  return use.form === 'itself' ? { ...use, form: 'said' } : madeOf(use);
}

/** By what the rows of a window or an aggregate are sorted, of which values the least or the greatest is taken, and what is less or more. */
function sortKeys(expression: Expression): readonly Expression[] {
  const { expression_class: kind, type, name = '', children = [], orders = [], order_bys: sorted } = expression;
  const { left, right, input } = expression;
  if (kind === 'BOUND_COMPARISON' && isRange(type)) return [left, right].filter((side) => side !== undefined);
  if (kind === 'BOUND_BETWEEN') return input === undefined ? [] : [input];
  if (kind === 'BOUND_WINDOW') return orders.map((order) => order.expression);
  if (kind !== 'BOUND_AGGREGATE') return [];
  const within = (sorted as { readonly orders?: readonly PlanOrder[] } | null | undefined)?.orders ?? [];
  const place = ['max', 'min'].includes(name) ? 0 : /^arg_(?:max|min)/.test(name) ? 1 : undefined;
  const extreme = place === undefined ? undefined : children[place];
  return [...within.map((order) => order.expression), ...(extreme === undefined ? [] : [extreme])];
}
