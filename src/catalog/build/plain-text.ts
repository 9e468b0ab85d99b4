import { firstParagraph, markdownToText } from '../markdown-text.ts';

export { firstParagraph, markdownToText };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The HTML of AWS's models as plain text: a line a paragraph, `- ` before the items of a list. */
export function htmlToText(html: string | undefined): string {
  return (html ?? '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<li>/gi, '\n- ')
    .replace(/<\/?(p|ul|ol|dl|dt|dd|note|important|br|div|pre|h\d|table|tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(#x?[\da-f]+|\w+);/gi, (text, name: string) => entity(name) ?? text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\s]*/g, '\n')
    .replace(/\n- ?\n/g, '\n- ')
    .trim();
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()];
  const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** The first paragraph of a model's documentation that says what a thing is: notes that stand before it say something else. */
export function summaryOf(html: string | undefined): string {
  const text = (html ?? '').replace(/^\s*(?:<(note|important)>[\s\S]*?<\/\1>\s*)+/i, '');
  return firstParagraph(htmlToText(text)) || firstParagraph(htmlToText(html));
}
