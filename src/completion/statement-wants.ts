import { isName, isOperator, isPunctuation, nameOf } from '../sql/token.ts';
import { bracketWants, endsWithEquals } from './bracket-wants.ts';
import { isBehindOperand, operandWants, operatorsBehind, qualifierAt } from './expression-wants.ts';
import { explainedWords, statementWords } from './keywords.ts';
import { type Item, isGroup, isWordItem, type Level, tokenOf } from './levels.ts';
import { localWants } from './local-wants.ts';
import { clauseWants, keywords, queryWants } from './query-wants.ts';
import { nameAt, relationsIn } from './relations.ts';
import { describeWants, showWants } from './show-wants.ts';
import type { Want } from './want.ts';

/** What may stand at the cursor, best first. */
export function statementWants(level: Level): readonly Want[] {
  if (level.outer !== undefined) return bracketWants(level, level.outer);
  return wantsBehind(level.head);
}

function wantsBehind(items: readonly Item[]): readonly Want[] {
  const [first] = items;
  if (first === undefined) return [keywords(...statementWords)];
  if (isGroup(first)) return queryWants(items);
  const word = tokenOf(first)?.text.toLowerCase() ?? '';
  const wants = Object.hasOwn(forms, word) ? forms[word] : undefined;
  return wants === undefined ? queryWants(items) : wants(items);
}

const forms: Readonly<Record<string, (items: readonly Item[]) => readonly Want[]>> = {
  explain: explainWants,
  insert: insertWants,
  update: updateWants,
  replace: updateWants,
  delete: deleteWants,
  exec: execWants,
  execute: execWants,
  show: showWants,
  describe: describeWants,
  desc: describeWants,
  use: useWants,
  set: setWants,
  reset: setWants,
  registry: ([, action]) => (action === undefined ? [keywords('PULL', 'LIST')] : [{ kind: 'services', parts: [] }]),
  begin: ([, second]) => (second === undefined ? [keywords('TRANSACTION')] : []),
  start: ([, second]) => (second === undefined ? [keywords('TRANSACTION')] : []),
  commit: () => [],
  rollback: () => [],
  purge: () => [],
  sleep: () => [],
  nativequery: () => [],
  ...localWants,
};

/** EXPLAIN stands before a statement, and may have options. */
export function explained(items: readonly Item[]): readonly Item[] {
  let at = 0;
  while (isWordItem(items[at], 'explain', 'analyze', 'analyse', 'verbose')) at += 1;
  if (at > 0 && isGroup(items[at]) && items.length > at) at += 1;
  return items.slice(at);
}

function explainWants(items: readonly Item[]): readonly Want[] {
  const inner = explained(items);
  return inner.length === 0 ? [keywords(...explainedWords)] : wantsBehind(inner);
}

const insertEnds = ['RETURNING', 'ON CONFLICT'];

function insertWants(items: readonly Item[]): readonly Want[] {
  if (items.length === 1) return [keywords('INTO', 'OR REPLACE', 'OR IGNORE')];
  const into = items.findIndex((item) => isWordItem(item, 'into'));
  if (into === -1) return [keywords('REPLACE', 'IGNORE', 'INTO')];
  const behind = items.slice(into + 1);
  const place = tableWants(behind, 'change');
  if (place !== undefined) return place;
  const start = behind.findIndex((item) => isWordItem(item, 'select', 'with', 'from', 'values', 'returning'));
  if (start !== -1) {
    const isWith = isWordItem(behind[start], 'with');
    return isWith ? queryWants(behind.slice(start), insertEnds) : clauseWants(behind.slice(start), insertEnds);
  }
  return [keywords('VALUES', 'SELECT', 'WITH', 'FROM', 'BY NAME', 'DEFAULT VALUES')];
}

/** The name of a table that is not finished: nothing, or what ends with a dot. */
function tableWants(items: readonly Item[], of: 'change' | 'catalog' | 'local'): readonly Want[] | undefined {
  const parts = items.length === 0 ? [] : qualifierAt(items);
  const isName = nameAt(items, 0)?.end === items.length || items.length === 0;
  return parts !== undefined && isName ? [{ kind: 'tables', parts, of }] : undefined;
}

function updateWants(items: readonly Item[]): readonly Want[] {
  const place = tableWants(items.slice(1), 'change');
  if (place !== undefined) return place;
  const set = items.findLastIndex((item) => isWordItem(item, 'set'));
  if (set === -1) return [keywords('SET', 'AS')];
  const isLater = items.slice(set).some((item) => isWordItem(item, 'where', 'from', 'returning'));
  const [target] = relationsIn(
    isWordItem(items[0], 'replace') ? [{ kind: 'identifier', text: 'update', offset: 0 }, ...items.slice(1)] : items,
  );
  if (isLater || target === undefined) return clauseWants(items.slice(set), ['RETURNING']);
  const assignments = items.slice(set + 1);
  const comma = assignments.findLastIndex((item) => isPunctuation(tokenOf(item), ','));
  const assignment = assignments.slice(comma + 1);
  if (assignment.length === 0)
    return [{ kind: 'columns to set', target, verb: 'UPDATE', except: assignedIn(assignments) }];
  const equals = assignment.findIndex((item) => isOperator(tokenOf(item), '='));
  if (equals === -1) return [];
  const value = assignment.slice(equals + 1);
  if (isBehindOperand(value)) return [keywords('WHERE', ...operatorsBehind(value), 'FROM', 'RETURNING')];
  const column = tokenOf(assignment[equals - 1]);
  return [
    ...(value.length === 0 && isName(column)
      ? [{ kind: 'values to set', target, column: nameOf(column) } as const]
      : []),
    ...operandWants(value),
  ];
}

function assignedIn(items: readonly Item[]): readonly string[] {
  return items.flatMap((item, index) => {
    const token = tokenOf(item);
    return isName(token) && isOperator(tokenOf(items[index + 1]), '=') ? [nameOf(token)] : [];
  });
}

function deleteWants(items: readonly Item[]): readonly Want[] {
  if (items.length === 1) return [keywords('FROM')];
  const place = tableWants(items.slice(2), 'change');
  if (place !== undefined) return place;
  const hasClause = items.slice(2).some((item) => isWordItem(item, 'where', 'using', 'returning'));
  const [target] = relationsIn(items);
  const condition = items.slice(items.findIndex((item) => isWordItem(item, 'where')) + 1);
  if (target !== undefined && isWordItem(items.at(-condition.length - 1), 'where') && beginsCondition(condition))
    return [...clauseWants(items, ['RETURNING']), { kind: 'inputs of delete', target }];
  return hasClause ? clauseWants(items, ['RETURNING']) : [keywords('WHERE', 'USING', 'RETURNING', 'AS')];
}

function beginsCondition(items: readonly Item[]): boolean {
  return items.length === 0 || isWordItem(items.at(-1), 'and');
}

/** `EXEC aws.ec2.images.image_Copy @Name = 'a', ...`. */
function execWants(items: readonly Item[]): readonly Want[] {
  const name = nameAt(items, 1);
  const parts = qualifierAt(items) ?? [];
  if (name === undefined || (name.end === items.length && parts.length > 0)) {
    return [
      { kind: 'methods', parts },
      { kind: 'tables', parts, of: 'catalog' },
    ];
  }
  const argumentsGiven = items.slice(name.end);
  const except = argumentsGiven.flatMap((item, index) => {
    const token = tokenOf(item);
    const marker = tokenOf(argumentsGiven[index - 1])?.text ?? '';
    return isName(token) && marker.startsWith('@') ? [nameOf(token)] : [];
  });
  const last = argumentsGiven.at(-1);
  if (endsWithEquals(argumentsGiven)) {
    return [
      { kind: 'argument values', method: name.parts, argument: except.at(-1) ?? '' },
      { kind: 'parameters' },
      keywords('NULL', 'TRUE', 'FALSE'),
      { kind: 'functions', of: 'expression' },
    ];
  }
  const mark = tokenOf(last)?.text ?? '';
  const marker = mark === '@' || mark === '@@' ? mark : '';
  const isNext = last === undefined || marker !== '' || isPunctuation(tokenOf(last), ',');
  return isNext ? [{ kind: 'arguments', method: name.parts, marker, except }] : [];
}

function useWants(items: readonly Item[]): readonly Want[] {
  const parts = items.length === 1 ? [] : qualifierAt(items);
  return parts === undefined ? [] : [{ kind: 'services', parts }];
}

function setWants(items: readonly Item[]): readonly Want[] {
  const rest = items.slice(1).filter((item, index) => !(index === 0 && isWordItem(item, 'session', 'local')));
  const name = tokenOf(rest[0]);
  if (!isName(name)) return [{ kind: 'settings' }, keywords('VARIABLE', 'SESSION')];
  if (isWordItem(items[0], 'reset')) return [];
  if (isWordItem(name, 'variable'))
    return rest.some((item) => isOperator(tokenOf(item), '=')) ? operandWants(rest) : [];
  if (rest.length === 1) return [keywords('TO')];
  const last = rest.at(-1);
  if (isOperator(tokenOf(last), '=') || isWordItem(last, 'to') || isPunctuation(tokenOf(last), ','))
    return [{ kind: 'setting values', setting: nameOf(name).toLowerCase() }];
  return [];
}
