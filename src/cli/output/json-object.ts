import type { Row } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';

/** DEL and the C1 controls, which JSON lets through and an 8-bit terminal obeys; U+2028/9, which end a line in JavaScript. */
const unescaped = /[\u007f-\u009f\u2028\u2029]/g;

/** A row as JSON text. Built by hand: an object would put columns whose names are numbers (of a PIVOT) first. */
export function jsonObject(columns: readonly ResultColumn[], row: Row): string {
  const members = columns.map(({ name }) => `${JSON.stringify(name)}:${JSON.stringify(row[name] ?? null)}`);
  return `{${members.join(',')}}`.replace(
    unescaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
