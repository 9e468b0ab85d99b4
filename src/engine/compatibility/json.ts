/**
 * DuckDB's own functions under names that no macro can take: a dialect's macro of the same name would be found first,
 * in the bodies of other macros too.
 */
export const extract = 'system.main.json_extract';
export const extractText = 'system.main.json_extract_string';

/** The elements of a JSON array as a list; NULL of anything else, NULL itself included. */
export function elements(value: string): string {
  return `TRY_CAST((${value})::JSON AS JSON[])`;
}

/** The text of a JSON string without quotes, other JSON as it is written, NULL of JSON's null. */
export function plainText(value: string): string {
  return `${extractText}((${value})::JSON, '$')`;
}
