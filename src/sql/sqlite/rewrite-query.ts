import { isPunctuation, isWord, type Token } from '../token.ts';
import { mean } from './mean-expression.ts';
import { asDynamic, asValue, type Kind, type Meaning } from './meaning.ts';
import { bracketEnd, type Form, nextAtLevel, type Output, partsOf, type Scope } from './output.ts';
import { rewriteNative } from './rewrite-native.ts';
import { inForm, offsetOf, surroundings, wholeExpression } from './rewrite-parts.ts';
import { readSelect, selectMeanings, writeSelect } from './rewrite-select.ts';

/** A query: its CTEs, and what stands between UNION, EXCEPT and INTERSECT. */
export function rewriteQuery(tokens: readonly Token[], scope: Scope, form: Form, output: Output): void {
  const start = rewriteWith(tokens, scope, output);
  const branches = branchesOf(tokens.slice(start));
  const selects = branches.map(({ body }) => (isWord(body[0], 'select') ? readSelect(body) : undefined));
  const meanings = selects.map((select) => (select === undefined ? undefined : selectMeanings(select, scope)));
  const columns = branches.length > 1 ? unitedColumns(meanings) : undefined;
  branches.forEach(({ before, body }, index) => {
    output.copy(before);
    const select = selects[index];
    if (select !== undefined) writeSelect(select, meanings[index] ?? [], scope, form, columns, output);
    else if (isWord(body[0], 'values')) rewriteValues(body, scope, form, output);
    else if (isPunctuation(body[0], '(') && isQueryStart(body, 1)) {
      const end = bracketEnd(body, 0);
      output.copy(body.slice(0, 1));
      rewriteQuery(body.slice(1, end), scope, form, output);
      output.copy(body.slice(end));
    } else rewriteNative(body, scope, output);
  });
}

function isQueryStart(tokens: readonly Token[], index: number): boolean {
  return isWord(tokens[index], 'select', 'with', 'values') || isPunctuation(tokens[index], '(');
}

/** Where the query after WITH begins. */
function rewriteWith(tokens: readonly Token[], scope: Scope, output: Output): number {
  if (!isWord(tokens[0], 'with')) return 0;
  let start = 0;
  for (let index = 1; index < tokens.length; index++) {
    if (!isPunctuation(tokens[index], '(')) {
      if (isWord(tokens[index], 'select', 'values', 'insert', 'update', 'delete')) {
        output.copy(tokens.slice(start, index));
        return index;
      }
      continue;
    }
    const end = bracketEnd(tokens, index);
    if (isWord(tokens[index - 1], 'as', 'materialized')) {
      output.copy(tokens.slice(start, index + 1));
      rewriteQuery(tokens.slice(index + 1, end), scope, 'any', output);
      start = end;
    } else if (isPunctuation(tokens[index - 1], ')') || isWord(tokens[index - 1], 'from')) {
      output.copy(tokens.slice(start, index));
      return index;
    }
    index = end;
  }
  output.copy(tokens.slice(start));
  return tokens.length;
}

interface Branch {
  /** UNION ALL and its like. */
  readonly before: readonly Token[];
  readonly body: readonly Token[];
}

function branchesOf(tokens: readonly Token[]): readonly Branch[] {
  const branches: Branch[] = [];
  let start = 0;
  while (start < tokens.length || branches.length === 0) {
    let body = start;
    if (branches.length > 0) {
      body += 1;
      while (isWord(tokens[body], 'all', 'distinct', 'by', 'name')) body += 1;
    }
    const end = nextAtLevel(tokens, body, (token) => isWord(token, 'union', 'except', 'intersect'));
    // `* EXCEPT (...)` of a star is no set.
    branches.push({ before: tokens.slice(start, body), body: tokens.slice(body, end) });
    start = end;
    if (end >= tokens.length) break;
  }
  return branches;
}

/** Which columns have a type in each row, as soon as one branch has them so, or two have different types. */
function unitedColumns(
  meanings: readonly (readonly (Meaning | undefined)[] | undefined)[],
): ReadonlySet<number> | undefined {
  const [first] = meanings;
  if (first === undefined || meanings.some((one) => one?.length !== first.length || one.includes(undefined)))
    return undefined;
  const open = first.flatMap((_, column) => {
    const kinds = new Set(meanings.map((one) => asValue(one?.[column] ?? { sql: '', kind: 'native' }).kind));
    kinds.delete('null');
    const isMixed = kinds.has('dynamic') ? kinds.size > 1 : kinds.size - (kinds.has('native') ? 1 : 0) > 1;
    return isMixed ? [column] : [];
  });
  return new Set(open);
}

/** VALUES: a column whose rows have different types has one in each row. */
function rewriteValues(tokens: readonly Token[], scope: Scope, form: Form, output: Output): void {
  const end = nextAtLevel(tokens, 1, (token) => isWord(token, 'order', 'limit', 'offset'));
  const around = surroundings(scope);
  const rows = partsOf(tokens.slice(1, end)).map((row) =>
    isPunctuation(row[0], '(') ? partsOf(row.slice(1, bracketEnd(row, 0))) : undefined,
  );
  const meant = rows.map((row) =>
    row?.map((cell) => {
      const expression = wholeExpression(cell);
      return expression === undefined ? undefined : mean(expression, around);
    }),
  );
  if (meant.some((row) => row === undefined)) {
    rewriteNative(tokens, scope, output);
    return;
  }
  const mixed = form === 'any' ? mixedColumns(meant) : new Set();
  output.copy(tokens.slice(0, 1));
  rows.forEach((row, rowIndex) => {
    output.write(rowIndex === 0 ? '(' : ', (', offsetOf(row?.[0] ?? tokens));
    row?.forEach((cell, column) => {
      if (column > 0) output.write(',', offsetOf(cell));
      const meaning = meant[rowIndex]?.[column];
      if (meaning === undefined) rewriteNative(cell, scope, output);
      else {
        const value = mixed.has(column) && meaning.kind !== 'null' ? asDynamic(asValue(meaning)) : meaning;
        output.write(inForm(value, form).sql, offsetOf(cell));
      }
    });
    output.write(')', offsetOf(row?.[0] ?? tokens));
  });
  output.copy(tokens.slice(end));
}

function mixedColumns(rows: readonly (readonly (Meaning | undefined)[] | undefined)[]): ReadonlySet<number> {
  const kinds: Set<Kind>[] = [];
  for (const row of rows) {
    row?.forEach((meaning, column) => {
      kinds[column] ??= new Set();
      kinds[column].add(meaning === undefined ? 'native' : asValue(meaning).kind);
    });
  }
  const isMixed = (own: Set<Kind>): boolean => {
    own.delete('null');
    return own.size > 1 && (own.has('dynamic') || !own.has('native'));
  };
  return new Set(kinds.flatMap((own, column) => (isMixed(own) ? [column] : [])));
}
