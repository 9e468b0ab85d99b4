/** The elements of an array: texts, NULL, or arrays of the same. */
export type ArrayElements = readonly (string | null | ArrayElements)[];

/**
 * What PostgreSQL reads in the text of an array, `{a,"b c",NULL}`, `{{1,2},{3,4}}`; undefined of a text that it does not take.
 *
 * @example
 * arrayLiteral('{a,"b c",NULL}'); // ['a', 'b c', null]
 */
export function arrayLiteral(text: string): ArrayElements | undefined {
  const found = arrayAt(text, skipped(text, 0));
  return found === undefined || skipped(text, found.end) !== text.length ? undefined : found.elements;
}

interface Found {
  readonly elements: ArrayElements;
  readonly end: number;
}

function arrayAt(text: string, start: number): Found | undefined {
  if (text[start] !== '{') return undefined;
  const elements: (string | null | ArrayElements)[] = [];
  let at = skipped(text, start + 1);
  if (text[at] === '}') return { elements, end: at + 1 };
  for (;;) {
    const inner = text[at] === '{' ? arrayAt(text, at) : undefined;
    const element = inner ?? elementAt(text, at);
    if (element === undefined) return undefined;
    elements.push('elements' in element ? element.elements : element.value);
    at = skipped(text, element.end);
    if (text[at] === '}') return { elements, end: at + 1 };
    if (text[at] !== ',') return undefined;
    at = skipped(text, at + 1);
  }
}

function elementAt(text: string, start: number): { readonly value: string | null; readonly end: number } | undefined {
  const [quoted] = text.slice(start).match(/^"(?:[^"\\]|\\[\s\S])*"/) ?? [];
  if (quoted !== undefined) return { value: unescaped(quoted.slice(1, -1)), end: start + quoted.length };
  const [plain = ''] = text.slice(start).match(/^(?:[^{}",\\]|\\[\s\S])*/) ?? [];
  const value = unescaped(plain.trimEnd());
  if (value === '') return undefined;
  return { value: value.toLowerCase() === 'null' ? null : value, end: start + plain.length };
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

function skipped(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
