/**
 * DuckDB's own functions under names that no macro can take: a dialect's macro of the same name would be found first,
 * in the bodies of other macros too.
 */
export const extract = 'system.main.json_extract';
export const extractText = 'system.main.json_extract_string';
export const jsonType = 'system.main.json_type';

/** The elements of a JSON array as a list; NULL of anything else, NULL itself included. */
export function elements(value: string): string {
  return `TRY_CAST((${value})::JSON AS JSON[])`;
}

/** The text of a JSON string without quotes, other JSON as it is written, NULL of JSON's null. */
export function plainText(value: string): string {
  return `${extractText}((${value})::JSON, '$')`;
}

/** Where a key or a number of `->` leads: the member of that name, or the element, counted from the end where it is negative. */
export function placeOf(key: string): string {
  return (
    `CASE WHEN typeof(${key}) = 'VARCHAR' THEN ${member(key)} ` +
    `ELSE '$[' || CASE WHEN TRY_CAST(${key} AS BIGINT) < 0 THEN '#' ELSE '' END || (${key})::VARCHAR || ']' END`
  );
}

/** A JSON Pointer to the member of an object that the key names, whatever stands in the key. */
export function member(key: string): string {
  return `'/' || replace(replace((${key})::VARCHAR, '~', '~0'), '/', '~1')`;
}
