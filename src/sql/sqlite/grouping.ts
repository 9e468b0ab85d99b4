import { isWord, type Token } from '../token.ts';
import { type Call, type Expression, expressionsIn } from './expression.ts';
import { aggregates } from './function-kinds.ts';
import { mean, type Surroundings } from './mean-expression.ts';
import { asValue, type Meaning } from './meaning.ts';
import { nameOfAlias } from './name-of-alias.ts';
import { partsOf } from './output.ts';
import { type OutputItem, wholeExpression } from './rewrite-parts.ts';

/** A SELECT whose rows are groups: by what, and whose row gives the columns that are neither grouped nor counted. */
export interface Grouping {
  readonly expressions: ReadonlySet<string>;
  /** Names, in small letters: of columns by which is grouped, and of the outputs. */
  readonly names: ReadonlySet<string>;
  /** The one min or max, whose row SQLite takes. */
  readonly extreme: Call | undefined;
}

/** Undefined where nothing is grouped, or DuckDB says by what: GROUP BY ALL. */
export function groupingOf(
  items: readonly OutputItem[],
  group: readonly Token[] | undefined,
  having: readonly Token[] | undefined,
): Grouping | undefined {
  const outputs = items.flatMap((item) => (item.expression === undefined ? [] : [item]));
  const condition = having === undefined ? undefined : wholeExpression(having);
  const used = [...outputs.map(({ expression }) => expression), ...(condition === undefined ? [] : [condition])];
  const calls = used.flatMap((expression) => [...expressionsIn(expression)].filter(isAggregate));
  if (group === undefined && calls.length === 0) return undefined;
  if (isWord(group?.[0], 'all', 'rollup', 'cube', 'grouping')) return undefined;
  const grouped = group === undefined ? [] : partsOf(group).map(wholeExpression);
  const expressions = new Set<string>();
  const names = new Set<string>();
  for (const { alias } of outputs) if (alias !== undefined) names.add(nameOfAlias(alias));
  for (const expression of grouped) {
    const output =
      expression?.form === 'literal'
        ? outputs[Number(expression.text) - 1]
        : outputs.find(
            ({ alias }) =>
              expression?.form === 'name' &&
              alias !== undefined &&
              nameOfAlias(alias) === expression.name.toLowerCase(),
          );
    for (const one of [expression, output?.expression]) {
      if (one === undefined) continue;
      expressions.add(JSON.stringify(one));
      if (one.form === 'name') names.add(one.name.toLowerCase());
    }
  }
  const extremes = calls.filter(({ name, args }) => (name === 'min' || name === 'max') && args.length === 1);
  return { expressions, names, extreme: extremes.length === 1 ? extremes[0] : undefined };
}

function isAggregate(expression: Expression): expression is Call {
  if (expression.form !== 'call' || !aggregates.has(expression.name)) return false;
  if ((expression.name === 'min' || expression.name === 'max') && expression.args.length !== 1) return false;
  return !expression.after.some((token) => isWord(token, 'over'));
}

/** What an expression of a grouped SELECT is: a column that is not grouped is that of one of the group's rows. */
export function groupedMeaning(expression: Expression, grouping: Grouping, around: Surroundings): Meaning | undefined {
  if (grouping.expressions.has(JSON.stringify(expression)) || isAggregate(expression)) return mean(expression, around);
  if (expression.form !== 'name' || grouping.names.has(expression.name.toLowerCase())) return undefined;
  const own = mean(expression, around);
  if (own.kind === 'text') return own;
  const { extreme } = grouping;
  const [value] = extreme?.args ?? [];
  const sql =
    extreme === undefined || value === undefined
      ? `first(${own.sql})`
      : `arg_${extreme.name}_null(${own.sql}, ${asValue(mean(value, around)).sql})`;
  return { ...own, sql };
}
