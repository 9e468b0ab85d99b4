import { recordKeys } from '../../data/record-keys.ts';
import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';

/**
 * What JSON lets through and a screen would obey: DEL, the C1 controls, marks that turn the direction of text. U+2028 and
 * U+2029 end a line in JavaScript.
 */
const unescaped = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

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
    return visibleJson(`{${members}}`);
  };
}

/** The same JSON with everything that a screen would obey written as `\u202e`. */
export function visibleJson(json: string): string {
  return json.replace(unescaped, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
