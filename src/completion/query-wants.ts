import { isName, isPunctuation } from '../sql/token.ts';
import { isBehindOperand, operandWants, operatorsBehind, qualifierAt } from './expression-wants.ts';
import { following, joinPhrases, laterClauses, queryWords, setOperators } from './keywords.ts';
import { type Item, isGroup, isWordItem, tokenOf } from './levels.ts';
import { comparesWithFrom, headOfQuery, namedQueriesIn } from './relations.ts';
import type { Want } from './want.ts';

type Clause =
  | 'with'
  | 'start'
  | 'select'
  | 'from'
  | 'join'
  | 'on'
  | 'using'
  | 'where'
  | 'group'
  | 'having'
  | 'window'
  | 'qualify'
  | 'order'
  | 'limit'
  | 'offset'
  | 'values'
  | 'set'
  | 'returning'
  | 'pivot';

const clauseWords: Readonly<Record<string, Clause>> = {
  select: 'select',
  from: 'from',
  join: 'join',
  on: 'on',
  using: 'using',
  where: 'where',
  group: 'group',
  having: 'having',
  window: 'window',
  qualify: 'qualify',
  order: 'order',
  limit: 'limit',
  offset: 'offset',
  values: 'values',
  set: 'set',
  returning: 'returning',
  pivot: 'pivot',
  unpivot: 'pivot',
  summarize: 'from',
  table: 'from',
};

/** What may stand in a query behind what it has before the cursor. `last`: clauses that the statement around it adds. */
export function queryWants(items: readonly Item[], last: readonly string[] = []): readonly Want[] {
  const named = isWordItem(items[0], 'with') ? namedQueriesIn(items) : undefined;
  if (named !== undefined && named.end >= items.length) return withWants(items, named.queries.length);
  const head = headOfQuery(items.slice(named?.end ?? 0));
  if (head.length === 0)
    return [keywords(...(named === undefined ? ['ALL', 'BY NAME', 'DISTINCT'] : []), ...queryWords)];
  if (head.length <= 2 && head.every((item) => isWordItem(item, 'all', 'distinct', 'by', 'name')))
    return [keywords(...queryWords, 'BY NAME', 'NAME')];
  return clauseWants(head, last);
}

/** What may stand behind the last clause of a query or a change. */
export function clauseWants(head: readonly Item[], last: readonly string[]): readonly Want[] {
  const clause = clauseAt(head);
  const content = head.slice(clause.index + 1);
  const next = followingWords(head);
  if (next !== undefined) return [keywords(...next)];
  switch (clause.name) {
    case 'select':
      return selectWants(content, last);
    case 'from':
    case 'join':
      return tableWants(head, content, clause.name, last);
    case 'using':
      return isGroup(content[0])
        ? [keywords(...joinPhrases, ...later('from'), ...last)]
        : tableWants(head, content, 'from', last);
    case 'on':
      return isBehindOperand(content)
        ? [keywords(...operatorsBehind(content), ...joinPhrases, ...later('from'), ...last)]
        : [...conditionWants(content), ...operandWants(content)];
    case 'where':
    case 'having':
    case 'qualify':
    case 'window':
      return isBehindOperand(content)
        ? [keywords(...operatorsBehind(content), ...later(clause.name), ...last)]
        : operandWants(content);
    case 'group':
      if (isBehindOperand(content)) return [keywords(...later('group'), ...operatorsBehind(content), ...last)];
      return [...operandWants(content, 'group'), keywords('ALL', 'ROLLUP', 'CUBE', 'GROUPING SETS')];
    case 'order':
      if (isBehindOperand(content))
        return [
          keywords('DESC', 'ASC', 'NULLS LAST', 'NULLS FIRST', ...later('order'), ...operatorsBehind(content), ...last),
        ];
      return [...operandWants(content, 'order'), keywords('ALL')];
    case 'limit':
    case 'offset':
      return content.length === 0
        ? [keywords('ALL'), { kind: 'parameters' }]
        : [keywords(...later(clause.name), ...last)];
    case 'returning':
      return isBehindOperand(content) ? [keywords('AS', ...operatorsBehind(content))] : operandWants(content);
    case 'values':
      return [keywords(...last, ...later('having'))];
    case 'pivot':
      return pivotWants(content);
    default:
      return [keywords(...queryWords)];
  }
}

function clauseAt(head: readonly Item[]): { readonly name: Clause; readonly index: number } {
  for (let index = head.length - 1; index >= 0; index--) {
    const token = tokenOf(head[index]);
    if (token?.kind !== 'identifier') continue;
    // Behind a dot it is a name.
    if (isPunctuation(tokenOf(head[index - 1]), '.')) continue;
    const name = clauseWords[token.text.toLowerCase()];
    if (name === undefined || comparesWithFrom(head, index)) continue;
    if (name === 'on' && isWordItem(head[index - 1], 'distinct')) continue;
    return { name, index };
  }
  return { name: 'start', index: -1 };
}

/** What has to follow the last word, where that is a part of a longer keyword. */
export function followingWords(items: readonly Item[]): readonly string[] | undefined {
  const token = tokenOf(items.at(-1));
  const isWhole = token?.kind !== 'identifier' || isPunctuation(tokenOf(items.at(-2)), '.');
  const word = token?.text.toLowerCase() ?? '';
  return isWhole || !Object.hasOwn(following, word) ? undefined : following[word];
}

function withWants(items: readonly Item[], queries: number): readonly Want[] {
  const last = items.at(-1);
  if (items.length === 1) return [keywords('RECURSIVE')];
  if (isGroup(last) && queries > 0 && !isNameOfColumns(items)) return [keywords(...queryWords)];
  if (isWordItem(last, 'as')) return [keywords('MATERIALIZED', 'NOT MATERIALIZED')];
  if (isWordItem(last, 'not')) return [keywords('MATERIALIZED')];
  if (isWordItem(last, 'recursive', 'materialized') || isPunctuation(tokenOf(last), ',')) return [];
  return [keywords('AS')];
}

/** Whether the brackets at the end are those of `WITH names (a, b)`, behind which AS comes. */
function isNameOfColumns(items: readonly Item[]): boolean {
  return !isWordItem(items.at(-2), 'as', 'materialized');
}

function selectWants(content: readonly Item[], last: readonly string[]): readonly Want[] {
  const before = content.at(-1);
  if (isWordItem(before, 'as')) return [];
  if (isBehindOperand(content)) {
    const star = tokenOf(before)?.text === '*' ? ['EXCLUDE', 'REPLACE', 'RENAME'] : [];
    return [keywords('FROM', ...star, 'AS', ...operatorsBehind(content), ...later('from'), ...last)];
  }
  if (content.length === 0) return [keywords('DISTINCT'), ...operandWants(content)];
  if (isWordItem(before, 'distinct')) return [...operandWants(content), keywords('ON', 'FROM')];
  return operandWants(content);
}

/** What may stand in FROM and JOIN: a table, or what follows one. */
function tableWants(
  head: readonly Item[],
  content: readonly Item[],
  clause: 'from' | 'join',
  last: readonly string[],
): readonly Want[] {
  const before = content.at(-1);
  const parts = qualifierAt(content);
  if (parts !== undefined) return [{ kind: 'tables', parts, of: 'query' }];
  if (before === undefined || isPunctuation(tokenOf(before), ',') || isWordItem(before, 'lateral')) {
    return [
      { kind: 'tables', parts: [], of: 'query' },
      { kind: 'functions', of: 'from' },
      keywords('LATERAL', 'VALUES'),
    ];
  }
  if (isWordItem(before, 'as')) return [];
  const hasSelect = head.some((item) => isWordItem(item, 'select'));
  const isAliased =
    content.length > 1 &&
    isName(tokenOf(before)) &&
    !isPunctuation(tokenOf(content.at(-2)), '.') &&
    !isPunctuation(tokenOf(content.at(-2)), ',');
  return [
    keywords(
      ...(clause === 'join' ? ['ON', 'USING'] : []),
      ...(hasSelect ? [] : ['SELECT']),
      ...(isAliased ? [] : ['AS']),
      'WHERE',
      ...joinPhrases,
      ...later('where'),
      'TABLESAMPLE',
      'PIVOT',
      'UNPIVOT',
      ...last,
    ),
  ];
}

function conditionWants(content: readonly Item[]): readonly Want[] {
  const qualifier = qualifierAt(content)?.at(-1);
  const begins = qualifier === undefined ? content : content.slice(0, -2);
  if (begins.length > 0 && !isWordItem(begins.at(-1), 'and', 'or')) return [];
  return [{ kind: 'conditions', ...(qualifier !== undefined && { qualifier }) }];
}

function pivotWants(content: readonly Item[]): readonly Want[] {
  const parts = qualifierAt(content);
  if (parts !== undefined) return [{ kind: 'tables', parts, of: 'query' }];
  return content.length === 0 ? [{ kind: 'tables', parts: [], of: 'query' }] : [keywords('ON', 'USING', 'GROUP BY')];
}

/** The clauses that come behind one, with what joins another query. */
function later(clause: string): readonly string[] {
  const at = laterClauses.findIndex((words) => words.toLowerCase().startsWith(clause));
  return [...laterClauses.slice(at + 1), ...setOperators];
}

export function keywords(...words: readonly string[]): Want {
  return { kind: 'keywords', words };
}
