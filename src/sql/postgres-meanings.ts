import { quoteLiteral } from '../data/quote.ts';
import { similarExpression } from '../data/similar-expression.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { closingIndex } from './closing-index.ts';
import { commaIndexes } from './comma-indexes.ts';
import type { Form } from './form.ts';
import { isSelectItem } from './is-select-item.ts';
import { stringValue } from './string-value.ts';
import { endsOperand, isOperator, isWord } from './token.ts';

/** `name LIKE 'golden\_%'`: a backslash takes a wildcard as a letter, to DuckDB only where ESCAPE says so. */
const likeEscape: Form = (tokens, index, replaced) => {
  const [like, pattern, after] = tokens.slice(index, index + 3);
  const before = isWord(tokens[index - 1], 'not') ? tokens[index - 2] : tokens[index - 1];
  if (!isWord(like, 'like', 'ilike') || pattern?.kind !== 'string' || !endsOperand(before)) return;
  if (isWord(after, 'escape') || isOperator(after, '||') || !/\\[%_]/.test(stringValue(pattern))) return;
  replaced.set(pattern, `${pattern.text} ESCAPE '\\'`);
};

/** `name SIMILAR TO 'golden-(x86|arm)%'`: to DuckDB a regular expression, in which `%` is a letter. */
const similarTo: Form = (tokens, index, replaced) => {
  const [similar, to, pattern] = tokens.slice(index, index + 3);
  if (!isWord(similar, 'similar') || !isWord(to, 'to') || pattern?.kind !== 'string') return;
  const text = stringValue(pattern);
  if (text.includes('%')) replaced.set(pattern, quoteLiteral(similarExpression(text)));
};

/** A place of PostgreSQL's format(): `%s`, `%-10s`, `%I`, `%L`; `%%` is a percent sign. */
const places = /%(?:(\d+\$)?(-?\d+|-?\*(?:\d+\$)?)?([sIL])|%)/g;

/** `format('%s-%s', a, b)`: DuckDB's function of that name has `{}` for its places, and leaves these as they are. */
const formatCall: Form = (tokens, index, replaced) => {
  const [name, , first] = tokens.slice(index, index + 3);
  const close = isWord(name, 'format') ? closingIndex(tokens, index + 1) : undefined;
  const closing = close === undefined ? undefined : tokens[close];
  if (name === undefined || close === undefined || closing === undefined || first?.kind !== 'string') return;
  const template = stringValue(first);
  const { texts, values } = partsOf(template);
  if (values.length === 0 || /\{[^}"]*\}/.test(template)) return;
  const commas = commaIndexes(tokens, index + 3, close).flatMap((place) => tokens[place] ?? []);
  if (commas.length !== values.length || values.some(({ isPlain }) => !isPlain)) {
    throw new SkyqlError(
      'SYNTAX_ERROR',
      `format has ${values.length} places for ${commas.length} values, or takes them out of order.`,
      { hint: 'Give each of %s, %I and %L its value, in their order, or join texts with || or concat().' },
    );
  }
  replaced.set(name, 'concat');
  replaced.set(first, quoteLiteral(texts[0] ?? ''));
  const behind = (at: number): string => `${values[at]?.behind ?? ''}, ${quoteLiteral(texts[at + 1] ?? '')}`;
  commas.forEach((comma, at) => {
    replaced.set(comma, `${at === 0 ? '' : behind(at - 1)}, ${values[at]?.before ?? ''}`);
  });
  const alias = isSelectItem(tokens, index, close + 1) ? ' AS format' : '';
  replaced.set(closing, `${behind(values.length - 1)})${alias}`);
};

interface FormatValue {
  /** What is written around the value. */
  readonly before: string;
  readonly behind: string;
  /** Whether it is the next value, of a width that is known. */
  readonly isPlain: boolean;
}

/** The texts of a template, and the places between them. */
function partsOf(template: string): { readonly texts: readonly string[]; readonly values: readonly FormatValue[] } {
  const texts = [''];
  const values: FormatValue[] = [];
  let end = 0;
  const add = (text: string): void => {
    texts.push(`${texts.pop() ?? ''}${text}`);
  };
  for (const found of template.matchAll(places)) {
    const [written, position, width, kind] = found;
    add(template.slice(end, found.index));
    end = found.index + written.length;
    if (kind === undefined) {
      add('%');
      continue;
    }
    values.push({ ...writtenAround(kind, width), isPlain: position === undefined && !width?.includes('*') });
    texts.push('');
  }
  add(template.slice(end));
  return { texts, values };
}

function writtenAround(kind: string, width: string | undefined): { readonly before: string; readonly behind: string } {
  const [before, behind] = kind === 's' ? ['', ''] : [`${kind === 'I' ? 'quote_ident' : 'quote_nullable'}(`, ')'];
  if (width === undefined) return { before, behind };
  return { before: `printf('%${width}s', coalesce((${before}`, behind: `${behind})::VARCHAR, ''))` };
}

/** `row_to_json(row(a, b))`: PostgreSQL calls the members f1, f2; to DuckDB they have no names, and one is left. */
const rowAsJson: Form = (tokens, index, replaced) => {
  const [name, , row, opening] = tokens.slice(index, index + 4);
  const close = isWord(name, 'row_to_json', 'to_json', 'to_jsonb') ? closingIndex(tokens, index + 1) : undefined;
  if (close === undefined || row === undefined || opening === undefined || !isWord(row, 'row')) return;
  if (closingIndex(tokens, index + 3) !== close - 1 || close === index + 5) return;
  replaced.set(row, 'struct_pack');
  replaced.set(opening, '(f1 := ');
  for (const [at, place] of commaIndexes(tokens, index + 4, close - 1).entries()) {
    const comma = tokens[place];
    if (comma !== undefined) replaced.set(comma, `, f${at + 2} := `);
  }
};

/** What DuckDB reads too and means otherwise, where what is written has PostgreSQL's meaning alone. */
export const postgresMeanings: readonly Form[] = [likeEscape, similarTo, formatCall, rowAsJson];
