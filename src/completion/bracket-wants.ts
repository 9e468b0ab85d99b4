import { isName, isOperator, isPunctuation, nameOf } from '../sql/token.ts';
import { comparedColumn, isBehindOperand, operandWants, operatorsBehind } from './expression-wants.ts';
import { queryWords } from './keywords.ts';
import { holdsQuery, type Item, isGroup, isWordItem, type Level, tokenOf } from './levels.ts';
import { followingWords, keywords, queryWants } from './query-wants.ts';
import { relationsIn } from './relations.ts';
import type { Want } from './want.ts';

/** Words before brackets in which a query stands, or at least may. */
const beforeQueries = [
  'from',
  'join',
  'as',
  'materialized',
  'in',
  'exists',
  'any',
  'all',
  'some',
  'union',
  'except',
  'intersect',
  'copy',
  'lateral',
  'pivot',
  'unpivot',
  'summarize',
  'describe',
  'explain',
];

/** What may stand in brackets that are open at the cursor. */
export function bracketWants(level: Level, outer: Level): readonly Want[] {
  const { head, open } = level;
  const before = outer.head;
  const last = before.at(-1);
  if (!isPunctuation(open, '(')) return expressionWants(head);
  if (holdsQuery(head)) return queryWants(head);
  const [first] = outer.head;
  const ownWants = insertWants(level, outer.head) ?? optionWants(level, outer.head);
  if (ownWants !== undefined) return ownWants;
  if (isWordItem(last, 'using') && !isWordItem(first, 'pivot', 'unpivot')) return [{ kind: 'common columns' }];
  if (isWordItem(last, 'over') || (isWordItem(last, 'as') && before.some((item) => isWordItem(item, 'window'))))
    return windowWants(head);
  if (isWordItem(last, 'filter') && head.length === 0) return [keywords('WHERE')];
  if (isWordItem(last, 'group') && head.length === 0) return [keywords('ORDER BY')];
  if (isName(tokenOf(last)) && isWordItem(head.at(-1), 'as') && isWordItem(last, 'cast', 'try_cast'))
    return [{ kind: 'types' }];
  const isQuery = isWordItem(last, ...beforeQueries) || isPunctuation(tokenOf(last), ',');
  if (head.length === 0 && isQuery) {
    const compared = comparedColumn(before);
    return [
      ...(compared === undefined ? [] : [{ kind: 'values', column: compared } as const]),
      keywords(...queryWords),
      ...(isWordItem(last, 'from', 'join', ',') ? [{ kind: 'tables', parts: [], of: 'query' } as const] : []),
      ...(isWordItem(last, 'in', 'any', 'all', 'some') ? operandWants([]) : []),
    ];
  }
  const compared = isWordItem(last, 'in') && isListItem(head) ? comparedColumn(before) : undefined;
  return [
    ...(compared === undefined ? [] : [{ kind: 'values', column: compared } as const]),
    ...expressionWants(head),
    ...(head.length === 0 ? [keywords('SELECT')] : []),
  ];
}

function isListItem(head: readonly Item[]): boolean {
  return head.length === 0 || isPunctuation(tokenOf(head.at(-1)), ',');
}

function expressionWants(head: readonly Item[]): readonly Want[] {
  const next = followingWords(head);
  if (next !== undefined) return [keywords(...next)];
  if (isWordItem(head.at(-1), 'where', 'by', 'distinct')) return operandWants(head);
  return isBehindOperand(head)
    ? [keywords(...operatorsBehind(head), 'ORDER BY', 'AS', 'FROM', 'DESC', 'ASC', 'PARTITION BY')]
    : operandWants(head);
}

function windowWants(head: readonly Item[]): readonly Want[] {
  if (head.length === 0) return [keywords('PARTITION BY', 'ORDER BY', 'ROWS BETWEEN', 'RANGE BETWEEN')];
  const next = followingWords(head);
  if (next !== undefined) return [keywords(...next)];
  if (isWordItem(head.at(-1), 'rows', 'range', 'groups'))
    return [keywords('BETWEEN', 'UNBOUNDED PRECEDING', 'CURRENT ROW')];
  if (isWordItem(head.at(-1), 'between', 'and'))
    return [keywords('UNBOUNDED PRECEDING', 'CURRENT ROW', 'UNBOUNDED FOLLOWING')];
  if (isWordItem(head.at(-1), 'unbounded')) return [keywords('PRECEDING', 'FOLLOWING')];
  if (isWordItem(head.at(-1), 'current')) return [keywords('ROW')];
  if (isWordItem(head.at(-1), 'preceding', 'following', 'row')) return [keywords('AND')];
  if (!isBehindOperand(head) || isWordItem(head.at(-1), 'by')) return operandWants(head, 'order');
  return [
    keywords(
      'ORDER BY',
      'DESC',
      'ASC',
      'NULLS LAST',
      'NULLS FIRST',
      'ROWS BETWEEN',
      'RANGE BETWEEN',
      ...operatorsBehind(head),
    ),
    ...(head.some((item) => isWordItem(item, 'rows', 'range')) ? [keywords('PRECEDING', 'FOLLOWING')] : []),
  ];
}

/** The columns of an INSERT and the values for them. */
function insertWants({ head }: Level, before: readonly Item[]): readonly Want[] | undefined {
  const insert = before.findIndex((item) => isWordItem(item, 'insert'));
  if (insert === -1 || before.slice(0, insert).some((item) => !isWordItem(item, 'explain', 'analyze')))
    return undefined;
  const [target] = relationsIn(before.slice(insert));
  if (target === undefined) return undefined;
  const values = before.findIndex((item) => isWordItem(item, 'values'));
  const columns = before.find(isGroup)?.items ?? [];
  if (values === -1) {
    if (before.some(isGroup)) return undefined;
    const except = head.flatMap((item) => {
      const token = tokenOf(item);
      return isName(token) ? [nameOf(token)] : [];
    });
    return isListItem(head) ? [{ kind: 'columns to set', target, verb: 'INSERT', except }] : [];
  }
  if (!isListItem(head)) return expressionWants(head);
  const position = head.filter((item) => isPunctuation(tokenOf(item), ',')).length;
  const named = columns.filter((item) => isName(tokenOf(item)))[position];
  const column = tokenOf(named);
  return [
    ...(column === undefined ? [] : [{ kind: 'values to set', target, column: nameOf(column) } as const]),
    keywords('NULL', 'TRUE', 'FALSE', 'SELECT'),
    { kind: 'parameters' },
    { kind: 'functions', of: 'expression' },
  ];
}

/** Options in brackets: of EXPLAIN and of COPY. */
function optionWants({ head }: Level, before: readonly Item[]): readonly Want[] | undefined {
  const [first] = before;
  const last = head.at(-1);
  if (isWordItem(first, 'explain') && before.length === 1 && !holdsQuery(head)) {
    if (isWordItem(last, 'format')) return [keywords('JSON', 'TABLE', 'POLICY')];
    return [keywords('FORMAT', 'POLICY', 'ANALYZE', ...(head.length === 0 ? queryWords : []))];
  }
  if (!isWordItem(first, 'copy') || !before.some((item) => isWordItem(item, 'to', 'from'))) return undefined;
  if (isWordItem(last, 'format')) return [keywords('PARQUET', 'CSV', 'JSON')];
  return isListItem(head)
    ? [keywords('FORMAT', 'HEADER', 'DELIMITER', 'COMPRESSION', 'PARTITION_BY', 'OVERWRITE')]
    : [];
}

/** Whether what stands before the cursor ends with an equals sign. */
export function endsWithEquals(items: readonly Item[]): boolean {
  return isOperator(tokenOf(items.at(-1)), '=');
}
