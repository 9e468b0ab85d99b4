import { isName, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import { type Expression, expressionsIn } from './expression.ts';
import { mean, type Surroundings } from './mean-expression.ts';
import { truthOf } from './meaning.ts';
import { bracketEnd } from './output.ts';
import type { JoinCondition } from './rewrite-from.ts';
import { wholeExpression } from './rewrite-parts.ts';

/** Conditions that WHERE gives for joins, and what is left of it: undefined where it stays whole. */
export interface JoinConditions {
  readonly moved: readonly JoinCondition[];
  readonly left: string | undefined;
}

/**
 * To StackQL a parameter of a resource says how it is read, and is no condition on the rows of a join: given for the right side of
 * a LEFT JOIN it keeps the rows of the left.
 */
export function joinConditions(
  where: readonly Token[] | undefined,
  from: readonly Token[],
  around: Surroundings,
): JoinConditions {
  const optional = optionalTables(from);
  const expression = where === undefined ? undefined : wholeExpression(where);
  if (expression === undefined || optional.size === 0) return { moved: [], left: undefined };
  const conditions = conjunctsOf(expression).map((condition) => ({ condition, table: tableOf(condition, optional) }));
  if (conditions.every(({ table }) => table === undefined)) return { moved: [], left: undefined };
  const moved: JoinCondition[] = [];
  const left: string[] = [];
  for (const { condition, table } of conditions) {
    const sql = truthOf(mean(condition, around));
    if (table === undefined) left.push(sql);
    else moved.push({ table, condition: sql });
  }
  return { moved, left: left.join(' AND ') };
}

function conjunctsOf(expression: Expression): readonly Expression[] {
  if (expression.form === 'binary' && expression.operator === 'and')
    return [...conjunctsOf(expression.left), ...conjunctsOf(expression.right)];
  return expression.form === 'group' && isConjunction(expression.inner) ? conjunctsOf(expression.inner) : [expression];
}

function isConjunction(expression: Expression): boolean {
  return expression.form === 'binary' && expression.operator === 'and';
}

/** The table on the right of a LEFT JOIN whose parameter a condition gives. */
function tableOf(condition: Expression, optional: ReadonlySet<string>): string | undefined {
  const [name, other] =
    condition.form === 'binary' && condition.operator === '='
      ? [condition.left, [condition.right]]
      : condition.form === 'in' && !condition.isNot && !('tokens' in condition.items)
        ? [condition.value, condition.items]
        : [];
  if (name?.form !== 'name' || name.qualifier === undefined || !isParameter(name.name)) return undefined;
  const isGiven = other?.every((one) =>
    [...expressionsIn(one)].every(({ form }) => form !== 'name' && form !== 'query'),
  );
  const table = name.qualifier.toLowerCase();
  return isGiven === true && optional.has(table) ? table : undefined;
}

/** `region`, `data__Identifier`, `Owners`: columns are in small letters. */
function isParameter(name: string): boolean {
  return /^region$/i.test(name) || /^data__/i.test(name) || /^[A-Z]/.test(name);
}

/** The names of the tables on the right of LEFT JOINs with ON, in small letters. */
function optionalTables(from: readonly Token[]): ReadonlySet<string> {
  const tables = new Set<string>();
  for (let index = 0; index < from.length; index++) {
    if (isPunctuation(from[index], '(')) index = bracketEnd(from, index);
    if (!isWord(from[index], 'left')) continue;
    const join = isWord(from[index + 1], 'outer') ? index + 2 : index + 1;
    if (!isWord(from[join], 'join')) continue;
    let name: string | undefined;
    let at = join + 1;
    for (; at < from.length && !isWord(from[at], 'on', 'using', 'left', 'join'); at++) {
      if (isPunctuation(from[at], '(')) at = bracketEnd(from, at);
      const token = from[at];
      if (isName(token) && !isWord(token, 'as', 'lateral')) name = nameOf(token).toLowerCase();
    }
    if (name !== undefined && isWord(from[at], 'on')) tables.add(name);
  }
  return tables;
}
