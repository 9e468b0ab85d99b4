import { isWord, type Token } from '../token.ts';
import { type Expression, expressionsIn } from './expression.ts';
import { type Grouping, groupedMeaning, groupingOf } from './grouping.ts';
import { joinConditions } from './join-conditions.ts';
import { mean, type Surroundings } from './mean-expression.ts';
import { asDynamic, asValue, type Meaning, truthOf } from './meaning.ts';
import { nameOfAlias } from './name-of-alias.ts';
import { bracketEnd, type Form, nextAtLevel, type Output, type Scope } from './output.ts';
import { rewriteFrom } from './rewrite-from.ts';
import { rewriteNative } from './rewrite-native.ts';
import { writeOrder } from './rewrite-order.ts';
import {
  inForm,
  type OutputItem,
  offsetOf,
  outputItems,
  surroundings,
  wholeExpression,
  writeOutput,
} from './rewrite-parts.ts';

/** A SELECT in its parts; each clause with the words that it begins with. */
export interface Select {
  /** SELECT and DISTINCT. */
  readonly head: readonly Token[];
  readonly items: readonly OutputItem[];
  readonly clauses: readonly Clause[];
  readonly grouping: Grouping | undefined;
}

interface Clause {
  readonly word: string;
  readonly head: readonly Token[];
  readonly body: readonly Token[];
}

const clauseWords = 'from where group having window qualify order limit offset fetch'.split(' ');

export function readSelect(tokens: readonly Token[]): Select {
  let start = isWord(tokens[1], 'distinct', 'all') ? 2 : 1;
  if (isWord(tokens[1], 'distinct') && isWord(tokens[2], 'on')) start = bracketEnd(tokens, 3) + 1;
  const isClause = (token: Token): boolean => isWord(token, ...clauseWords);
  const end = nextClause(tokens, start, isClause);
  const clauses: Clause[] = [];
  for (let at = end; at < tokens.length; ) {
    const body = isWord(tokens[at], 'group', 'order') ? at + 2 : at + 1;
    const stop = nextClause(tokens, body, isClause);
    clauses.push({
      word: tokens[at]?.text.toLowerCase() ?? '',
      head: tokens.slice(at, body),
      body: tokens.slice(body, stop),
    });
    at = stop;
  }
  const items = outputItems(tokens.slice(start, end));
  const grouping = groupingOf(items, bodyOf(clauses, 'group'), bodyOf(clauses, 'having'));
  return { head: tokens.slice(0, start), items, clauses, grouping };
}

/** `IS DISTINCT FROM` begins no clause. */
function nextClause(tokens: readonly Token[], start: number, isClause: (token: Token) => boolean): number {
  const index = nextAtLevel(tokens, start, isClause);
  const isTest = isWord(tokens[index], 'from') && isWord(tokens[index - 1], 'distinct') && index - 1 > start;
  return isTest ? nextClause(tokens, index + 1, isClause) : index;
}

function bodyOf(clauses: readonly Clause[], word: string): readonly Token[] | undefined {
  return clauses.find((clause) => clause.word === word)?.body;
}

/** What each of the outputs means; undefined for a star or a form of DuckDB's. */
export function selectMeanings(select: Select, scope: Scope): readonly (Meaning | undefined)[] {
  const around = outputSurroundings(select, scope);
  return select.items.map(({ expression }) => (expression === undefined ? undefined : mean(expression, around)));
}

function outputSurroundings({ grouping }: Select, scope: Scope): Surroundings {
  const around = surroundings(scope);
  return grouping === undefined
    ? around
    : { ...around, instead: (expression) => groupedMeaning(expression, grouping, around) };
}

/** `united`: columns that have a type in each row, since another branch of a union has them so. */
export function writeSelect(
  select: Select,
  meanings: readonly (Meaning | undefined)[],
  scope: Scope,
  form: Form,
  united: ReadonlySet<number> | undefined,
  output: Output,
): void {
  const around = outputSurroundings(select, scope);
  output.copy(select.head);
  select.items.forEach((item, index) => {
    if (index > 0) output.write(',', offsetOf(item.tokens));
    const meaning = meanings[index];
    if (item.expression === undefined || meaning === undefined) rewriteNative(item.tokens, scope, output);
    else {
      const value = united?.has(index) === true && meaning.kind !== 'null' ? asDynamic(asValue(meaning)) : meaning;
      const given = inForm(value, form);
      const isChanged = item.expression.form === 'name' && given.sql !== item.expression.text;
      writeOutput(given, item, output, isChanged && item.expression.form === 'name' ? item.expression.name : item.name);
    }
  });
  const where = bodyOf(select.clauses, 'where');
  const joins = joinConditions(where, bodyOf(select.clauses, 'from') ?? [], surroundings(scope));
  for (const clause of select.clauses) writeClause(clause, select, scope, joins, around, output);
}

function writeClause(
  { word, head, body }: Clause,
  select: Select,
  scope: Scope,
  joins: ReturnType<typeof joinConditions>,
  around: Surroundings,
  output: Output,
): void {
  if (word === 'where' && joins.left === '') return;
  output.copy(head);
  if (word === 'from') rewriteFrom(body, scope, joins.moved, output);
  else if (word === 'where' && joins.left !== undefined) output.write(joins.left, offsetOf(body));
  else if (word === 'group') writeOrder(word, body, scope, surroundings(scope), output);
  else if (word === 'order') writeOrder(word, body, scope, around, output);
  else if (word === 'where' || word === 'having' || word === 'qualify') {
    const named = word === 'having' ? { ...around, instead: byAlias(select, around) } : surroundings(scope);
    const expression = wholeExpression(body);
    if (expression === undefined) rewriteNative(body, scope, output);
    else output.write(truthOf(mean(expression, named)), offsetOf(body));
  } else rewriteNative(body, scope, output);
}

/** An alias in HAVING is what it stands for. */
function byAlias({ items }: Select, around: Surroundings): (expression: Expression) => Meaning | undefined {
  return (expression) => {
    if (expression.form === 'name' && expression.qualifier === undefined) {
      const name = expression.name.toLowerCase();
      const item = items.find((one) => one.expression !== undefined && aliasOf(one) === name);
      if (item?.expression !== undefined && [...expressionsIn(item.expression)].some(({ form }) => form === 'call')) {
        const meaning = mean(item.expression, around);
        return { ...meaning, sql: `(${meaning.sql})` };
      }
    }
    return around.instead?.(expression);
  };
}

function aliasOf(item: OutputItem): string | undefined {
  if (item.expression === undefined || item.alias === undefined) return undefined;
  return nameOfAlias(item.alias);
}
