import type { PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import { isObject } from '../../data/is-object.ts';
import { quoteIdentifier, quoteLiteral } from '../../data/quote.ts';
import { closingIndex } from '../../sql/closing-index.ts';
import { equalMacro } from '../../sql/sqlite/comparisons.ts';
import { stringValue } from '../../sql/string-value.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { sameName } from '../access/same-name.ts';

/**
 * The text of a query with the parameters of its resources as they are known here: `data__ImageName` is the parameter or column
 * `ImageName`, and a list that is given as JSON (`InstanceIds = '["i-1"]'`) is that list. `namesColumns` says that it is rather the
 * column that is called alike.
 */
export function rewriteParameters(
  sql: string,
  descriptions: readonly ResourceDescription[],
  { namesColumns = false }: { readonly namesColumns?: boolean } = {},
): string {
  const parameters = descriptions.flatMap(({ accessPaths }) => accessPaths.flatMap((path) => path.parameters));
  if (!/data__|\[/i.test(sql)) return sql;
  const tokens = tokenize(sql);
  const whole = tokens.filter((token) => !isBlank(token));
  const changes = new Map<Token, string>();
  for (const [index, token] of whole.entries()) {
    if (!isName(token)) continue;
    const name = nameOf(token);
    const field = fieldNamed(name, parameters, descriptions, namesColumns);
    if (field !== undefined) changes.set(token, quoteIdentifier(field));
    const [operator, value] = [whole[index + 1], whole[index + 2]];
    const call = macroAround(whole, index);
    if (operator === undefined || value?.kind !== 'string' || !isList(field ?? name, parameters)) continue;
    if (!isOperator(operator, '=') && call === undefined) continue;
    const listed = listIn(stringValue(value));
    if (listed === undefined) continue;
    changes.set(operator, ' IN ');
    changes.set(value, `(${listed.map(quoteLiteral).join(', ')})`);
    for (const token of call ?? []) changes.set(token, '');
  }
  return changes.size === 0 ? sql : tokens.map((token) => changes.get(token) ?? token.text).join('');
}

/** The tokens of a call that stands for `=` in StackQL's dialect, beside its brackets and what is compared; undefined outside of such a one. */
function macroAround(tokens: readonly Token[], index: number): readonly Token[] | undefined {
  const first = isPunctuation(tokens[index - 1], '.') ? index - 2 : index;
  const macro = tokens[first - 2];
  const isCall = isWord(macro, equalMacro) && isPunctuation(tokens[first - 1], '(');
  if (!isCall || macro === undefined || !isPunctuation(tokens[index + 1], ',')) return undefined;
  const close = closingIndex(tokens, first - 1);
  return close === undefined ? undefined : [macro, ...tokens.slice(index + 3, close)];
}

/** What `data__X` names where no parameter has that name itself: the field X of the request. */
function fieldNamed(
  name: string,
  parameters: readonly PathParameter[],
  descriptions: readonly ResourceDescription[],
  namesColumns: boolean,
): string | undefined {
  const field = /^data__(.+)$/i.exec(name)?.[1];
  if (field === undefined || parameters.some((own) => sameName(own.name, name))) return undefined;
  const columns = descriptions.flatMap((own) => own.columns);
  const parameter = parameters.find((own) => sameName(own.name, field))?.name;
  const column = columns.find((own) => sameName(own.property ?? own.name, field) || sameName(own.name, field))?.name;
  return namesColumns ? (column ?? parameter) : (parameter ?? column);
}

function isList(name: string, parameters: readonly PathParameter[]): boolean {
  return parameters.some((own) => sameName(own.name, name) && own.batch > 1);
}

/** The texts of a list that is written as JSON; undefined of anything else. */
function listIn(text: string): readonly string[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    const isPlain =
      Array.isArray(parsed) && parsed.every((one) => one !== null && !Array.isArray(one) && !isObject(one));
    return isPlain && parsed.length > 0 ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}
