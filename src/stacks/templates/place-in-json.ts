import type { Printed } from './jinja.ts';
import type { Placing } from './place-in-token.ts';

/**
 * JSON that is written in a text, with what was printed inside of its own texts. A value that would end the text that it stands in, or
 * make other members, is escaped as JSON; one that fits as it is, since whoever wrote the template has escaped it, stays.
 * Undefined where the text is no JSON.
 */
export function placeInJson(
  text: string,
  placing: Placing,
  shown: (own: Printed, placing: Placing) => string,
): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const form = formOf(text, placing.marks);
  if (form === undefined) return undefined;
  const place = (written: (value: string) => string) =>
    text.replace(placing.marks, (mark) => {
      const own = placing.printed.get(mark);
      return own === undefined ? mark : written(shown(own, placing));
    });
  const plain = place((value) => value);
  return formOf(plain, placing.marks) === form ? plain : place((value) => JSON.stringify(value).slice(1, -1));
}

const jsonText = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** JSON without what its texts say: two with the same form differ in their texts alone, and have as many members. */
function formOf(text: string, marks: RegExp): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const names = [...text.matchAll(jsonText)].filter(([, colon]) => colon !== undefined);
  return names.some(([name]) => name.search(marks) !== -1) ? undefined : text.replace(jsonText, '""$1');
}
