import { stringValue } from '../sql/string-value.ts';
import { endsOperand, isName, isOperator, isPunctuation, nameOf } from '../sql/token.ts';
import { operandWords, operatorWords, units } from './keywords.ts';
import { type Item, isGroup, isWordItem, tokenOf } from './levels.ts';
import type { Want } from './want.ts';

const comparisons = ['=', '==', '<>', '!=', '<', '>', '<=', '>='];

/** What may stand where an operand begins. */
export function operandWants(items: readonly Item[], use: 'read' | 'group' | 'order' = 'read'): readonly Want[] {
  const qualifier = qualifierAt(items);
  if (qualifier !== undefined) return [{ kind: 'columns', qualifier: qualifier.at(-1) ?? '', use }];
  if (isOperator(tokenOf(items.at(-1)), '::')) return [{ kind: 'types' }];
  const compared = comparedColumn(items);
  const inside = insideAt(items);
  return [
    ...(inside === undefined ? [] : [{ kind: 'keys', ...inside } as const]),
    ...(compared === undefined ? [] : [{ kind: 'values', column: compared } as const]),
    { kind: 'columns', use },
    { kind: 'parameters' },
    { kind: 'keywords', words: operandWords },
    { kind: 'functions', of: 'expression' },
  ];
}

function isAmount(item: Item | undefined): boolean {
  return tokenOf(item)?.kind === 'number';
}

/** Whether an operand ends with what stands before the cursor. */
export function isBehindOperand(items: readonly Item[]): boolean {
  const last = items.at(-1);
  if (isGroup(last)) return true;
  const token = tokenOf(last);
  // The star of `SELECT *` is an operand, that of `a * b` none.
  if (isOperator(token, '*')) return !endsWithOperand(items.at(-2));
  return endsOperand(token) ? !isWordItem(last, 'is') : isWordItem(last, 'asc', 'desc') && items.length > 1;
}

function endsWithOperand(item: Item | undefined): boolean {
  return isGroup(item) || endsOperand(tokenOf(item));
}

/** Words that go on behind an operand: operators, and what the CASE needs that is open. */
export function operatorsBehind(items: readonly Item[]): readonly string[] {
  const last = items.at(-1);
  if (isAmount(last) && isWordItem(items.at(-2), 'interval')) return units;
  return [
    ...caseWords(items),
    ...operatorWords,
    ...(isGroup(last) && isName(tokenOf(items.at(-2))) ? ['OVER', 'FILTER', 'WITHIN GROUP'] : []),
  ];
}

function caseWords(items: readonly Item[]): readonly string[] {
  const open: string[] = [];
  for (const item of items) {
    if (isWordItem(item, 'case')) open.push('case');
    else if (isWordItem(item, 'end')) open.pop();
    else if (isWordItem(item, 'when', 'then', 'else') && open.length > 0) {
      open[open.length - 1] = tokenOf(item)?.text.toLowerCase() ?? '';
    }
  }
  switch (open.at(-1)) {
    case 'case':
      return ['WHEN'];
    case 'when':
      return ['THEN'];
    case 'then':
      return ['WHEN', 'ELSE', 'END'];
    case 'else':
      return ['END'];
    default:
      return [];
  }
}

/** The names before a dot at the end: `aws.ec2.` gives both. */
export function qualifierAt(items: readonly Item[]): readonly string[] | undefined {
  const parts: string[] = [];
  let at = items.length - 1;
  while (isPunctuation(tokenOf(items[at]), '.')) {
    const name = tokenOf(items[at - 1]);
    if (!isName(name)) break;
    parts.unshift(nameOf(name));
    at -= 2;
  }
  return parts.length === 0 ? undefined : parts;
}

/** What an operator at the end looks into: `i.state ->`, `disks -> 0 -> 'Ebs' ->>`. */
function insideAt(items: readonly Item[]): Pick<Extract<Want, { kind: 'keys' }>, 'column' | 'path'> | undefined {
  const path: (string | number)[] = [];
  let at = items.length - 1;
  if (!isArrow(items[at])) return undefined;
  while (isArrow(items[at - 2])) {
    const step = tokenOf(items[at - 1]);
    if (step?.kind !== 'string' && step?.kind !== 'number') return undefined;
    path.unshift(step.kind === 'string' ? stringValue(step) : Number(step.text));
    at -= 2;
  }
  const column = nameEndingAt(items, at - 1);
  return column === undefined ? undefined : { column, path };
}

function isArrow(item: Item | undefined): boolean {
  return isOperator(tokenOf(item), '->') || isOperator(tokenOf(item), '->>');
}

/** The column that an operand here is compared with: `region =`, `i.state IN (`, its bracket being left out. */
export function comparedColumn(items: readonly Item[]): readonly string[] | undefined {
  let at = items.length - 1;
  const last = tokenOf(items[at]);
  if (last?.kind === 'operator' && comparisons.includes(last.text)) at -= 1;
  else if (isWordItem(last, 'in', 'like', 'ilike')) at -= isWordItem(items[at - 1], 'not') ? 2 : 1;
  else return undefined;
  return nameEndingAt(items, at);
}

/** `i.state`, with all of its parts. */
function nameEndingAt(items: readonly Item[], end: number): readonly string[] | undefined {
  const parts: string[] = [];
  for (let at = end; ; ) {
    const name = tokenOf(items[at]);
    if (!isName(name)) return parts.length === 0 ? undefined : parts;
    parts.unshift(nameOf(name));
    if (!isPunctuation(tokenOf(items[at - 1]), '.')) return parts;
    at -= 2;
  }
}
