import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import {
  compareJsonOperand,
  compareOperandBefore,
  type OperandComparison,
  takesApart,
} from './compare-json-operands.ts';
import { isSelectItem } from './is-select-item.ts';
import { type JsonComparison, jsonComparison } from './json-comparison.ts';
import { operandStart } from './operand-start.ts';
import { standsInFrom } from './stands-in-from.ts';
import { stringValue } from './string-value.ts';
import { type TableReference, tableReferencesIn } from './table-references.ts';
import { isTagName } from './tag-name.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token, textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * `state = 'running'`, `tags.team = 'x'`, `tags['team'] = 'x'`: columns of JSON and their members compared with texts, which
 * DuckDB would read as JSON. Which columns are JSON only the names say here, so DuckDB, which knows, chooses when it plans.
 */
export function compareJsonColumns(sql: string, jsonColumns: ReadonlySet<string>): string {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const columns = { jsonColumns, hasElements: tokens.some((token) => isWord(token, ...elementFunctions)) };
  let tables: readonly TableReference[] | undefined;
  const tablesIn = (): readonly TableReference[] => {
    tables ??= tableReferencesIn(sql);
    return tables;
  };
  let text = '';
  let end = 0;
  for (let index = 0; index < tokens.length; index++) {
    const value = jsonValueAt(tokens, index, columns);
    const comparison = value === undefined ? undefined : jsonComparison(tokens, value.end);
    const first = tokens[index];
    if (value === undefined || first === undefined) continue;
    if (comparison === undefined) {
      const whole =
        operandComparison(sql, tokens, value, columns) ??
        (value.isMember
          ? compareOperandBefore(sql, tokens, index, value.end, { ...value, written: value.name })
          : undefined);
      const start = tokens[whole?.start ?? index] ?? first;
      const tag =
        whole === undefined ? (listedAt(tokens, index, value) ?? tagAt(tokens, index, value, tablesIn)) : undefined;
      if (tag !== undefined && first.offset >= end) {
        text += `${sql.slice(end, first.offset)}${tag}`;
        const last = tokens[value.end - 1] ?? first;
        end = last.offset + last.text.length;
        index = value.end - 1;
        continue;
      }
      if (whole === undefined || start.offset < end) continue;
      text += `${sql.slice(end, start.offset)}${whole.condition}`;
      const last = tokens[whole.end - 1] ?? first;
      end = last.offset + last.text.length;
      index = whole.end - 1;
      continue;
    }
    const after = tokens[value.end + comparison.length];
    const last = tokens[value.end + comparison.length - 1];
    if (last === undefined) continue;
    const stop = last.offset + last.text.length;
    const written = sql.slice(first.offset, stop);
    const condition = refusing(value, written, comparison);
    text += `${sql.slice(end, first.offset)}(CASE WHEN typeof(${value.column}) = 'JSON' THEN ${condition} ELSE ${written} END)`;
    end = stop;
    if (after === undefined) break;
    index = value.end + comparison.length - 1;
  }
  return text + sql.slice(end);
}

/** `'x' IN (SELECT value FROM json_each(...))`: the text of a member, which a text is looked for among; undefined of all else. */
function listedAt(tokens: readonly Token[], index: number, value: JsonValue): string | undefined {
  const select = isWord(tokens[index - 1], 'distinct') ? index - 2 : index - 1;
  if (!value.isMember || !isWord(tokens[select], 'select') || !isWord(tokens[value.end], 'from')) return undefined;
  const operator = isPunctuation(tokens[select - 1], '(') ? select - 2 : -1;
  const isIn = isWord(tokens[operator], 'in');
  const first = isIn ? (isWord(tokens[operator - 1], 'not') ? operator - 2 : operator - 1) : operator - 2;
  if (!isIn && !(isWord(tokens[operator], 'any', 'some') && isOperator(tokens[operator - 1], '='))) return undefined;
  const literal = tokens[first];
  if (literal?.kind !== 'string' || tokens[first - 1]?.kind === 'operator') return undefined;
  // An object or a list is looked for as JSON, and so is what is written as a JSON string.
  if (/^\s*["[{]|^\s*null\s*$/.test(stringValue(literal))) return undefined;
  return `(CASE WHEN typeof(${value.column}) = 'JSON' THEN ${value.text} ELSE CAST(${value.name} AS VARCHAR) END)`;
}

/** The text of a tag that stands by itself, `tags.team`, be its column a map or a list; undefined of all else, and of tables of that name. */
function tagAt(
  tokens: readonly Token[],
  index: number,
  value: JsonValue,
  tablesIn: () => readonly TableReference[],
): string | undefined {
  const [first, last] = [tokens[index], tokens[value.end - 1]];
  if (!value.isTag || first === undefined || last === undefined || isWord(tokens[index - 1], 'as')) return undefined;
  const isTable = tablesIn().some(
    ({ alias, offset, end }) =>
      (first.offset >= offset && first.offset < end) || alias.toLowerCase() === value.column.toLowerCase(),
  );
  if (isTable || isAliasInFrom(tokens, value.column)) return undefined;
  const condition = `(CASE WHEN typeof(${value.column}) = 'JSON' THEN ${value.text} ELSE CAST(${value.name} AS VARCHAR) END)`;
  if (!isSelectItem(tokens, index, value.end)) return condition;
  return `${condition} AS ${quoteIdentifier(isName(last) ? nameOf(last) : value.name)}`;
}

/** Whether a function or a subquery of a FROM goes by that name. */
function isAliasInFrom(tokens: readonly Token[], column: string): boolean {
  return tokens.some((token, index) => {
    if (!isName(token) || nameOf(token).toLowerCase() !== column.toLowerCase()) return false;
    const end = isWord(tokens[index - 1], 'as') ? index - 1 : index;
    return isPunctuation(tokens[end - 1], ')') && standsInFrom(tokens, operandStart(tokens, end));
  });
}

/** A member beside values that are no literals: of two tags the texts, of other members each as the JSON that it is. */
function operandComparison(
  sql: string,
  tokens: readonly Token[],
  value: JsonValue,
  columns: JsonColumns,
): OperandComparison | undefined {
  if (!value.isMember) return undefined;
  const other = jsonValueAt(tokens, value.end + 1, columns);
  if (other !== undefined && !takesApart(tokens[other.end])) {
    const operator = tokens[value.end]?.text ?? '';
    if (!value.isTag || !other.isTag || !['=', '<>', '!='].includes(operator)) return undefined;
    const areTags = `typeof(${value.column}) = 'JSON' AND typeof(${other.column}) = 'JSON'`;
    const [texts, written] = [`${value.text} ${operator} ${other.text}`, `${value.name} ${operator} ${other.name}`];
    return { end: other.end, condition: `(CASE WHEN ${areTags} THEN ${texts} ELSE ${written} END)` };
  }
  return compareJsonOperand(sql, tokens, value.end, { ...value, written: value.name });
}

/** An object equals no text, ever: to say so is better than to find nothing (engine/compatibility/postgres.ts). */
function refusing(value: JsonValue, written: string, { condition, isOfTexts }: JsonComparison): string {
  const asked = condition(value.text, value.json);
  if (!isOfTexts || value.isTag) return asked;
  const { name, json } = value;
  const hint = `Name the member that is meant: ${name} ->> 'member' instead of ${name} in ${written}.`;
  return `skyql_compared(${json}, ${quoteLiteral(name)}, ${quoteLiteral(hint)}, ${asked})`;
}

/** Functions of FROM whose column `value` is a member of JSON. */
const elementFunctions = ['json_each', 'jsonb_each', 'json_array_elements', 'jsonb_array_elements'];

/** Which names may be columns of JSON. */
interface JsonColumns {
  readonly jsonColumns: ReadonlySet<string>;
  /** Whether `value` may be one. */
  readonly hasElements: boolean;
}

interface JsonValue {
  readonly column: string;
  /** As it is written. */
  readonly name: string;
  readonly isTag: boolean;
  /** Whether it is a member of the column, and not the column itself. */
  readonly isMember: boolean;
  readonly text: string;
  readonly json: string;
  /** The index of the token after it. */
  readonly end: number;
}

/** `alias.column.member['key'][0]` from the index on. */
function jsonValueAt(
  tokens: readonly Token[],
  start: number,
  { jsonColumns, hasElements }: JsonColumns,
): JsonValue | undefined {
  const before = tokens[start - 1];
  if (!isName(tokens[start]) || isPunctuation(before, '.') || (before?.kind === 'operator' && !isLooser(before))) {
    return undefined;
  }
  let end = start + 1;
  while (isPunctuation(tokens[end], '.') && isName(tokens[end + 1])) end += 2;
  const names = tokens.slice(start, end);
  const isElement = (token: Token | undefined) => hasElements && isName(token) && isWord(token, 'value');
  const column = names.findIndex(
    (token) => isName(token) && (jsonColumns.has(nameOf(token).toLowerCase()) || isElement(token)),
  );
  // At most alias.column, or a table's three names before it.
  if (column === -1 || isPunctuation(tokens[end], '(')) return undefined;
  const keys: (string | number)[] = names
    .slice(column + 1)
    .filter(isName)
    .map(nameOf);
  for (let key = subscript(tokens, end); key !== undefined; key = subscript(tokens, end)) {
    keys.push(key);
    end += 3;
  }
  const source = textOf(names.slice(0, column + 1));
  const written = textOf(tokens.slice(start, end));
  const [tag] = keys;
  const name = names[column];
  if (keys.length === 1 && typeof tag === 'string' && name !== undefined && isTagName(nameOf(name))) {
    const at = (operator: string) => `((${source})::JSON ${operator} ${quoteLiteral(tag)})`;
    return { column: source, name: written, isTag: true, isMember: true, text: at('~@>>'), json: at('~@>'), end };
  }
  const path = quoteLiteral(keys.length === 0 ? '$' : keys.map(step).join(''));
  return {
    column: source,
    name: written,
    isTag: false,
    isMember: keys.length > 0 || isElement(name),
    text: `system.main.json_extract_string((${source})::JSON, ${path})`,
    json: keys.length === 0 ? `(${source})::JSON` : `system.main.json_extract((${source})::JSON, ${path})`,
    end,
  };
}

/** A JSON Pointer's step: it names members and elements alike. */
function step(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function subscript(tokens: readonly Token[], at: number): string | number | undefined {
  const key = tokens[at + 1];
  if (!isPunctuation(tokens[at], '[') || !isPunctuation(tokens[at + 2], ']')) return undefined;
  if (key?.kind === 'string') return stringValue(key);
  return key?.kind === 'number' && /^\d+$/.test(key.text) ? Number(key.text) : undefined;
}

/** Whether an operator before a value leaves it whole: `a AND b = 'x'` does, `a || b = 'x'` does not. */
function isLooser(token: Token): boolean {
  return ['=', '<>', '!=', '<', '>', '<=', '>='].some((text) => isOperator(token, text));
}
