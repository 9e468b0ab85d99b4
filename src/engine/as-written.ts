import { withoutUses } from './shadow-database.ts';

/** Operators under names of our own (sql/rewrite-idioms.ts, sql/rewrite-json-keys.ts) and what they stand for. */
const operators: Readonly<Record<string, string>> = {
  '~@>>': '->>',
  '~~>>': '->>',
  '~@>': '->',
  '~~>': '->',
  '~>': '->',
  '@~>>': '#>>',
  '@~>': '#>',
  '@~%': '#-',
  '@~^': '@?',
  '@~@>': '@>',
  '<@~@': '<@',
  '~@|': '?|',
  '~@&': '?&',
  '~@': '?',
  '~||': '||',
  '~|||': '||',
  '~||||': '||',
  '~<<': '<<',
  '~<<=': '<<=',
  '~>>': '>>',
  '~>>=': '>>=',
  '~&&': '&&',
  '~%|': 'LIKE ANY',
  '~%&': 'LIKE ALL',
  '!~%|': 'NOT LIKE ANY',
  '!~%&': 'NOT LIKE ALL',
  '~%^|': 'ILIKE ANY',
  '~%^&': 'ILIKE ALL',
  '!~%^|': 'NOT ILIKE ANY',
  '!~%^&': 'NOT ILIKE ALL',
  '!~^^': '!~*',
  '~^^': '~*',
  '!~^': '!~',
  '~^': '~',
};

/**
 * A text of DuckDB's, the name of a column or an error, in the words of the statement: what we write in its place, tables,
 * operators and functions of our own, does not show.
 */
export function asWritten(text: string): string {
  return insteadOfCalls(withoutUses(text))
    .replace(/CASE {1,2}WHEN \(\(typeof\(.*?\) = 'JSON'\)\) THEN .*? ELSE (.*?) END/g, '$1')
    .replace(/skyql_tag_(?:map|list)\(CAST\((.*?) AS JSON\)\)/g, '$1')
    .replace(/getvariable\('skyql_(\w+)'\)|\$skyql_(\w+)/g, (_, variable, parameter) => `$${variable ?? parameter}`)
    .replace(/\bskyql_(date|time|substring)\(/g, '$1(')
    .replace(/(_array_elements|_array_elements_text|_object_keys)_with_ordinality\(/g, '$1(')
    .replace(
      /(?<![-+*/<>=~!@#%^&|?])[~@!][~@<>=|&^%]+(?![-+*/<>=~!@#%^&|?])/g,
      (operator) => operators[operator] ?? operator,
    );
}

/** Calls that are put around what the statement says, as it says it. */
const calls: Readonly<Record<string, (argument: string) => string>> = {
  skyql_json: (argument) => `CAST(${argument} AS "jsonb")`,
  skyql_in_order: (argument) => argument,
};

function insteadOfCalls(text: string): string {
  const call = /\b(skyql_json|skyql_in_order)\(/.exec(text);
  if (call === null) return text;
  const opening = call.index + call[0].length;
  let depth = 1;
  let end = opening;
  for (; end < text.length && depth > 0; end += 1) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
  const argument = insteadOfCalls(text.slice(opening, depth === 0 ? end - 1 : end));
  return `${text.slice(0, call.index)}${calls[call[1] ?? '']?.(argument) ?? argument}${insteadOfCalls(text.slice(end))}`;
}
