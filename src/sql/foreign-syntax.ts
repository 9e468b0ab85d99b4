import { syntaxError } from './syntax-error.ts';
import { isBlank, isOperator, isPunctuation, isWord, type Token } from './token.ts';

interface ForeignForm {
  readonly matches: (tokens: readonly Token[], index: number) => boolean;
  readonly message: string;
  readonly hint: string;
}

/** Forms of other databases that DuckDB cannot read, and what to write instead. */
const foreignForms: readonly ForeignForm[] = [
  {
    matches: (tokens, index) =>
      /^[\u2018\u2019\u201c\u201d]/.test(tokens[index]?.text ?? '') && tokens[index]?.kind === 'identifier',
    message: 'This is a typographic quotation mark.',
    hint: `Write texts in '...' and names in "...".`,
  },
  {
    matches: (tokens, index) => {
      const number = isPunctuation(tokens[index + 2], '(') ? index + 3 : index + 2;
      return isWord(tokens[index], 'select') && isWord(tokens[index + 1], 'top') && tokens[number]?.kind === 'number';
    },
    message: 'SELECT takes no TOP.',
    hint: 'Write LIMIT n at the end of the query.',
  },
  {
    matches: (tokens, index) =>
      isWord(tokens[index], 'into') &&
      isWord(tokens[0], 'select', 'with', 'from') &&
      !isWord(tokens[index - 1], 'insert', 'merge'),
    message: 'SELECT takes no INTO.',
    hint: 'Write CREATE TABLE name AS SELECT ...; CREATE TEMP TABLE for one that the session alone has.',
  },
  {
    // DuckDB reads it, and makes the text `x41` of it.
    matches: (tokens, index) => {
      const [prefix, text] = [tokens[index], tokens[index + 1]];
      const isPrefix = isWord(prefix, 'x', 'b') && text?.kind === 'string';
      return isPrefix && text.offset === (prefix?.offset ?? 0) + 1;
    },
    message: 'There are no texts of digits.',
    hint: "Write bytes as unhex('41') or '\\x41'::BLOB, a text as 'A'.",
  },
  {
    matches: (tokens, index) =>
      isPunctuation(tokens[index], '(') && tokens[index + 1]?.text === '+' && isPunctuation(tokens[index + 2], ')'),
    message: '(+) is no join.',
    hint: 'Write LEFT JOIN ... ON ...',
  },
  {
    matches: (tokens, index) => isOperator(tokens[index], '|/'),
    message: 'There is no operator |/.',
    hint: 'Write sqrt(a).',
  },
  {
    matches: (tokens, index) => isOperator(tokens[index], '||/'),
    message: 'There is no operator ||/.',
    hint: 'Write cbrt(a).',
  },
  {
    matches: (tokens, index) =>
      // After a word it is a column by its number: ORDER BY #1.
      isOperator(tokens[index], '#') && tokens[index - 1]?.kind === 'number',
    message: 'There is no operator #.',
    hint: 'Write xor(a, b).',
  },
  {
    matches: (tokens, index) =>
      isWord(tokens[index], 'xmlparse', 'xmlelement', 'xmlforest', 'xmlserialize', 'xmlroot', 'xmlpi', 'xmltable') &&
      isPunctuation(tokens[index + 1], '('),
    message: 'There are no values of XML.',
    hint: "Keep it as a text, and take parts of it with regexp_extract(a, '<name>([^<]*)', 1).",
  },
  {
    matches: (tokens, index) => isWord(tokens[index], 'cross', 'outer') && isWord(tokens[index + 1], 'apply'),
    message: 'There is no APPLY.',
    hint: 'Write CROSS JOIN LATERAL (...), or LEFT JOIN LATERAL (...) ON true.',
  },
  {
    matches: (tokens, index) =>
      isWord(tokens[index], 'lateral') && isWord(tokens[index + 1], 'flatten') && isPunctuation(tokens[index + 2], '('),
    message: 'There is no FLATTEN.',
    hint: 'Write CROSS JOIN json_each(column), whose columns are key and value.',
  },
];

/** Throws SYNTAX_ERROR, with what to write instead, for forms of other databases that cannot be made to work. */
export function refuseForeignSyntax(source: string, tokens: readonly Token[]): void {
  const significant = tokens.filter((token) => !isBlank(token));
  significant.forEach((token, index) => {
    const form = foreignForms.find(({ matches }) => matches(significant, index));
    if (form !== undefined) throw syntaxError(source, token.offset, form.message, form.hint);
  });
}
