import { recordKeys } from '../../data/record-keys.ts';
import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';

/** DEL and the C1 controls, which JSON lets through and an 8-bit terminal obeys; U+2028/9, which end a line in JavaScript. */
const unescaped = /[\u007f-\u009f\u2028\u2029]/g;

/** Rows as JSON text. Built by hand: an object would put columns whose names are numbers (of a PIVOT) first. */
export function jsonObjects(columns: readonly ResultColumn[]): (cells: Cells) => string {
  const keys = recordKeys(columns).map((key, index) => `${index === 0 ? '' : ','}${JSON.stringify(key)}:`);
  return (cells) => {
    let members = '';
    for (let index = 0; index < keys.length; index++) {
      const value = cells[index];
      members += keys[index];
      members += typeof value === 'number' ? value : JSON.stringify(value ?? null);
    }
    return `{${members}}`.replace(unescaped, escaped);
  };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
