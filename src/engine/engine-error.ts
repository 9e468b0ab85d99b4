import { isReservedWord } from '../data/reserved-word.ts';
import { type ErrorPosition, SkyqlError } from '../errors/skyql-error.ts';
import { asWritten } from './as-written.ts';
import { fileError } from './file-error.ts';

const codes: readonly (readonly [RegExp, string])[] = [
  [/^Parser Error/, 'SYNTAX_ERROR'],
  [/^Binder Error: (Referenced column|Table .* does not have a column|Column )/, 'UNKNOWN_COLUMN'],
  [/^Catalog Error: (Table|View) .* does not exist/, 'UNKNOWN_TABLE'],
  [/^Binder Error: Referenced table .* not found/, 'UNKNOWN_TABLE'],
  [/^Catalog Error: unrecognized configuration parameter/, 'UNKNOWN_SETTING'],
  [/^Catalog Error: .* already exists/, 'ALREADY_EXISTS'],
  [/^Catalog Error: .*Function .* does not exist/, 'UNKNOWN_FUNCTION'],
  [/^Binder Error: No function matches/, 'WRONG_ARGUMENTS'],
  [/^(Conversion Error|Invalid Input Error: invalid input syntax for type )/, 'CONVERSION_FAILED'],
  [/^Constraint Error/, 'CONSTRAINT_FAILED'],
  [/^INTERRUPT/, 'INTERRUPTED'],
  [/^Permission Error/, 'LOCKED'],
  [/^(Out of Memory|IO) Error/, 'ENGINE_FAILED'],
];

/** DuckDB's error as ours: its own words, without the class in front and with its `LINE 1: ... ^` as the position. */
export function engineError(error: unknown): SkyqlError {
  if (error instanceof SkyqlError) return error;
  const text = (error instanceof Error ? error.message : String(error)).replace(/^Failed to extract statements: /, '');
  const code = codes.find(([pattern]) => pattern.test(text))?.[1] ?? 'STATEMENT_FAILED';
  const [body = '', ...rest] = text.split(/\n\n?(?=LINE \d+: )/);
  const message = body.replace(/^[A-Z][A-Za-z ]* Error: /, '').trim();
  const [first = message, ...more] = asWritten(message).split('\n');
  const notJson = notJsonIn(message);
  if (notJson !== undefined) {
    return new SkyqlError(code, `'${notJson}' is no JSON, and is compared with JSON or read as JSON.`, {
      hint:
        decodedJson(notJson) ??
        `Compare the text of a member, column ->> 'member' = '${notJson}', or write a JSON string: '"${notJson}"'.`,
      position: positionOf(rest.join('\n')),
      cause: error,
    });
  }
  const plain = new SkyqlError(code, first, {
    hint:
      hints.find(([words]) => words.test(first))?.[1] ??
      castHint(code, first, more) ??
      unnestHint(first) ??
      (more.join('\n').trim() || (code === 'LOCKED' ? lockedHint : reservedWord(first))),
    position: positionOf(rest.join('\n')),
    cause: error,
  });
  return fileError(plain) ?? plain;
}

/** The text that DuckDB could not read as JSON. */
function notJsonIn(message: string): string | undefined {
  return /^Malformed JSON at byte \d+ of input: .*? {2}Input: "([\s\S]*)"(?: when casting from source column .*)?$/.exec(
    message,
  )?.[1];
}

/** What to write instead of a document that is percent-encoded. */
function decodedJson(text: string): string | undefined {
  if (!/^%7B/i.test(text)) return undefined;
  try {
    return `It is percent-encoded, and documents are decoded here: write '${decodeURIComponent(text)}'.`;
  } catch {
    return undefined;
  }
}

/** What to write for forms of PostgreSQL that DuckDB refuses in words of its own. */
const hints: readonly (readonly [message: RegExp, hint: string])[] = [
  [
    /^Cannot concatenate types .*\[\]/,
    'Write list_append(list, element) or list || [element]; format takes list::VARCHAR.',
  ],
  [
    /^invalid escape sequence: \\[ymMA-Z]/,
    'Expressions are those of RE2: \\b is where a word begins or ends, for \\y, \\m and \\M.',
  ],
  [
    /^invalid (?:escape sequence: \\\d|perl operator: \(\?<?[=!])/,
    'Expressions are those of RE2, which looks neither ahead nor back: take the parts with groups.',
  ],
  [
    /^Unimplemented type for cast \((?:TIMESTAMP[A-Z ]*|BIGINT)\[\] -> /,
    'As a value generate_series is a list: write unnest(generate_series(...))::DATE, or take it from FROM.',
  ],
  [/'length\(BLOB\)'/, 'Count bytes with octet_length(bytes).'],
  [
    /'[-+]\((?:TIMESTAMP[A-Z ]*, TIME|TIME, TIMESTAMP[A-Z ]*)\)'/,
    'Take the time of day as a length: time + clock::INTERVAL.',
  ],
  [/'sum\(INTERVAL\)'/, 'Add up seconds: to_seconds(sum(epoch(interval))).'],
  [
    /function call "[-+*/]\((?:STRING_LITERAL, \w+|\w+, STRING_LITERAL)\)"/,
    "Cast the text to what is meant: '1'::INT, '1 day'::INTERVAL.",
  ],
  [/'-\(TIME, TIME\)'/, 'Subtract times of a day as lengths: a::INTERVAL - b::INTERVAL.'],
  [/\(TIMESTAMP WITH TIME ZONE -> TIME\)/, "Say whose clock is meant: (time AT TIME ZONE 'UTC')::TIME."],
  [/^Unknown TimeZone '[+-]\d/, "Write the name of a place, 'Europe/Berlin', or add an interval."],
];

/** How to write what fits none of a function's types, where the list of them would say nothing to a reader. */
function castHint(code: string, message: string, candidates: readonly string[]): string | undefined {
  if (code !== 'WRONG_ARGUMENTS') return undefined;
  if (/ '-\(JSON, /.test(message)) {
    return `To leave a member out write column #- '{key}'; to subtract, take the number out: (column ->> 'key')::INT.`;
  }
  return candidates.length > 9
    ? 'Cast the values to the types that are meant: value::INT, value::VARCHAR, value::TIMESTAMP.'
    : undefined;
}

/** Lists of AWS are JSON, of which only lists of DuckDB's own can be unnested. */
function unnestHint(message: string): string | undefined {
  return /^UNNEST(\(\) can only be applied to .*, not JSON$| requires a single list as input)/.test(message)
    ? `A list of AWS is JSON: FROM ..., json_each(column) AS item gives a row for each, item.value ->> 'key' its members; unnest takes column::JSON[].`
    : undefined;
}

const lockedHint =
  'Files, the network and extensions are closed to sessions that are locked or read-only, and to those of programs without externalAccess.';

/** What to do about a syntax error at a word that only quoted can be a name. */
function reservedWord(message: string): string | undefined {
  const word = /^syntax error at or near "(\w+)"$/.exec(message)?.[1];
  return word !== undefined && isReservedWord(word)
    ? `${word} is a reserved word: if it is meant as a name, write "${word.toLowerCase()}", in double quotes.`
    : undefined;
}

function positionOf(excerpt: string): ErrorPosition | undefined {
  const [line = '', caret = ''] = excerpt.split('\n');
  const match = /^LINE (\d+): /.exec(line);
  if (match === null || !caret.includes('^')) return undefined;
  const marked = caret.indexOf('^');
  const written = asWritten(line).slice(match[0].length);
  // What stands before the mark is shorter where a table is named as we name it.
  const column = asWritten(line.slice(0, marked)).length - match[0].length + 1;
  return { line: Number(match[1]), column, excerpt: `${written}\n${' '.repeat(column - 1)}^` };
}
