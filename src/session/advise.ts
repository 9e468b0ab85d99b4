import { SkyqlError } from '../errors/skyql-error.ts';
import { functionAdvice } from '../sql/function-advice.ts';
import { showForms } from '../sql/parse-show.ts';
import { typeAdvice } from '../sql/type-advice.ts';

/** An error of DuckDB with what to write instead, where that is known: of a function or type that it does not have, of a SHOW. */
export function advise(error: unknown, sql: string): unknown {
  if (!(error instanceof SkyqlError)) return error;
  const advice = adviceOf(error, sql);
  if (advice === undefined) return error;
  return new SkyqlError(error.code, error.message, { hint: advice, position: error.position, cause: error });
}

/** What DuckDB says of functions of SQLite's that it has with other arguments. */
const sqliteForms: readonly RegExp[] = [
  /arguments provided to DATE function/,
  /"strftime\(/,
  /Function "glob" is a table function/,
];

/** Numbers of PostgreSQL's numeric that a DECIMAL does not have. */
const noNumber = /^Could not convert string "\s*[-+]?(?:nan|inf|infinity)\s*" to DECIMAL/i;

/** A text beside a number or a time: `state ->> 'Code' > 16`. */
const notComparable = /^Cannot compare values of type ([\w ]+) and type ([\w ]+) - an explicit cast is required/;

function adviceOf({ code, message }: SkyqlError, sql: string): string | undefined {
  if (code === 'UNKNOWN_TABLE' && /^\s*show\b/i.test(sql)) return showForms;
  if (sqliteForms.some((form) => form.test(message)))
    return "This is how SQLite has it: SET dialect = 'stackql' (or --dialect stackql) reads it so.";
  const type = /^Type with name "?([^"\s]+)"? does not exist/.exec(message)?.[1];
  if (type !== undefined) return typeAdvice(type);
  if (noNumber.test(message))
    return 'DECIMAL and numeric hold finite numbers alone: cast to DOUBLE (float8), which has NaN and infinity.';
  const [, one, other] = notComparable.exec(message) ?? [];
  if (one !== undefined && other !== undefined && (one === 'VARCHAR') !== (other === 'VARCHAR')) {
    const type = (one === 'VARCHAR' ? other : one).replace('INTEGER_LITERAL', 'BIGINT');
    return `The text is to be read as what it is compared with: (column ->> 'member')::${type}, or TRY_CAST(... AS ${type}).`;
  }
  if (code !== 'UNKNOWN_FUNCTION') return undefined;
  const name = /Function with name "?([^"\s]+)"? does not exist/.exec(message)?.[1];
  return name === undefined ? undefined : functionAdvice(name.toLowerCase());
}
