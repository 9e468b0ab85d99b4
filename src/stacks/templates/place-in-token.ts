import { jsonInText } from '../../data/json-in-text.ts';
import { quoteLiteral } from '../../data/quote.ts';
import type { Value } from '../../data/value.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import type { Token } from '../../sql/token.ts';
import type { Printed } from './jinja.ts';
import { placeInJson } from './place-in-json.ts';
import { unknownIn } from './unknown-mark.ts';
import { textOfValue } from './values.ts';

export interface Placing {
  readonly printed: ReadonlyMap<string, Printed>;
  readonly marks: RegExp;
  fault(own: Printed | undefined, message: string, hint?: string): SkyqlError;
}

const words = /^\w+$/;
const numeral = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const constant = /^(?:true|false|null)$/i;

/** A token with what was printed into it, such that it is still one token of its kind, or one value in its place. */
export function placeInToken({ kind, text }: Token, placing: Placing): string {
  switch (kind) {
    case 'string':
      return inString(text, placing);
    case 'quoted-identifier': {
      const quote = text[0] ?? '"';
      return inText(text, placing, (value) => value.replaceAll(quote, quote + quote));
    }
    case 'comment':
      return inText(text, placing, (value) => value.replace(/[\r\n]/g, ' ').replace(/\*\/|\/\*/g, '* '));
    case 'identifier':
      return inWord(text, placing);
    default:
      return inText(text, placing, (value, own) => {
        if (words.test(value)) return value;
        throw placing.fault(own, 'Here only letters, digits and _ can be printed');
      });
  }
}

function inString(text: string, placing: Placing): string {
  if (text.startsWith('$'))
    return inText(text, placing, (value, own) => {
      if (!value.includes('$')) return value;
      throw placing.fault(
        own,
        'The value has a $, which may end the text that it stands in',
        "Write the text in '...'.",
      );
    });
  const open = /^[eE]?'/.exec(text)?.[0] ?? "'";
  const escaped = (value: string) => (open.length > 1 ? value.replaceAll('\\', '\\\\') : value).replaceAll("'", "''");
  const json = open.length > 1 ? undefined : placeInJson(text.slice(1, -1).replaceAll("''", "'"), placing, shown);
  if (json !== undefined) return `'${escaped(json)}'`;
  return inText(text, placing, (value, own, before) => {
    // A text in a text: what is escaped once more belongs to the statement that the outer text says.
    const isNested = (before.slice(open.length).match(/''/g)?.length ?? 0) % 2 === 1;
    return own.as === 'sql escape' && isNested ? escaped(escaped(value)) : escaped(value);
  });
}

/** A word that is printed, or a word that is printed into one. */
function inWord(text: string, placing: Placing): string {
  const whole = placing.printed.get(text);
  const later = whole && unknownIn(whole.value);
  // Whoever looks for what is not known yet finds it, and the statement can be read before.
  if (later !== undefined) return `${whole?.as === 'sql list' ? '(NULL)' : 'NULL'} /* ${later} */`;
  if (whole?.as === 'sql list') return sqlList(whole.value);
  if (whole !== undefined) {
    const { value } = whole;
    const said = textOfValue(value);
    if (value === null) return 'NULL';
    if (typeof value === 'object')
      throw placing.fault(whole, `A ${Array.isArray(value) ? 'list' : 'JSON object'} stands outside of quotes`);
    // A sign beside an operator of the statement would be another operator with it, or begin a comment.
    if (numeral.test(said)) return said.startsWith('-') ? `(${said})` : said;
    if (constant.test(said)) return said;
  }
  const word = inText(text, placing, (value, own) => {
    if (words.test(value)) return value;
    throw placing.fault(own, 'Outside of quotes only numbers, booleans, NULL and names are printed, and it is none');
  });
  // In quotes it is a name, whatever it says: OR and UNION are none then.
  return `"${word}"`;
}

/** A list, JSON of one in a text, or the one value that there is. */
function sqlList(value: Value): string {
  const items = jsonInText(value);
  const list = Array.isArray(items) ? (items as readonly Value[]) : [items];
  return list.length === 0 ? '(NULL)' : `(${list.map((item) => quoteLiteral(textOfValue(item))).join(',')})`;
}

function inText(
  text: string,
  placing: Placing,
  written: (value: string, own: Printed, before: string) => string,
): string {
  return text.replace(placing.marks, (mark, at: number) => {
    const own = placing.printed.get(mark);
    return own === undefined ? mark : written(shown(own, placing), own, text.slice(0, at));
  });
}

/** What is printed inside of something else, as text. */
function shown(own: Printed, { fault }: Placing): string {
  const { value } = own;
  if (value === null)
    throw fault(own, 'It is NULL, and stands in a text', "Say what stands in its place: {{ x | default('', true) }}.");
  const text = own.as === 'sql list' ? sqlList(value) : textOfValue(value);
  if (text.includes('\0')) throw fault(own, 'The value holds a NUL character', 'No text of SQL may hold one.');
  return text;
}
