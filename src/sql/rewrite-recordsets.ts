import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import { closingIndex } from './closing-index.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token, textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

const recordsets = ['jsonb_to_recordset', 'json_to_recordset', 'jsonb_to_record', 'json_to_record'];

/**
 * `FROM jsonb_to_recordset(list) AS r(a int, b text)`: a subquery of the members that the alias gives types to. The words
 * of the alias's types go, its name stays.
 */
export function rewriteRecordsets(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  significant.forEach((token, index) => {
    const close = isWord(token, ...recordsets) ? closingIndex(significant, index + 1) : undefined;
    if (close === undefined) return;
    const alias = isWord(significant[close + 1], 'as') ? close + 2 : close + 1;
    const end = closingIndex(significant, alias + 1);
    const [opening, closing] = [significant[index + 1], significant[close]];
    if (opening === undefined || closing === undefined || !isName(significant[alias]) || end === undefined) return;
    const columns = definitions(significant.slice(alias + 2, end));
    if (columns.some(({ type }) => type === '')) return;
    const isSet = isWord(token, 'jsonb_to_recordset', 'json_to_recordset');
    replaced.set(token, `(SELECT ${columns.map(member).join(', ')} FROM (SELECT `);
    replaced.set(opening, isSet ? 'unnest(TRY_CAST((' : '((');
    replaced.set(closing, `)::JSON${isSet ? ' AS JSON[])' : ''}) AS skyql_record) AS skyql_records)`);
    for (const part of significant.slice(alias + 1, end + 1)) replaced.set(part, '');
  });
  if (replaced.size === 0) return tokens;
  return tokens.flatMap((token): readonly Token[] => {
    const text = replaced.get(token);
    if (text === undefined) return [token];
    return tokenize(text).map((part) => ({ ...part, offset: token.offset }));
  });
}

interface Definition {
  readonly name: string;
  readonly type: string;
}

function definitions(tokens: readonly Token[]): readonly Definition[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isPunctuation(token, '(')) depth++;
    if (isPunctuation(token, ')')) depth--;
    if (depth === 0 && isPunctuation(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map(([name, ...type]) => ({
    name: name === undefined ? '' : nameOf(name),
    type: type.map((token) => textOf([token])).join(' '),
  }));
}

/** A member of the record under its type; JSON stays JSON, anything else is read from its text. */
function member({ name, type }: Definition): string {
  const path = quoteLiteral(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const take = /^jsonb?$/i.test(type) ? 'system.main.json_extract' : 'system.main.json_extract_string';
  return `CAST(${take}(skyql_record, ${path}) AS ${type}) AS ${quoteIdentifier(name)}`;
}
