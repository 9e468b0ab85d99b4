import { inlineCode } from './inline-code.ts';

const address = /https?:\/\/[^\s<>"')\]]+/g;

/**
 * Plain text as Markdown within a line or a cell of a table. Docusaurus reads Markdown as MDX, where `{` begins an
 * expression and `<` an element (https://mdxjs.com/docs/what-is-mdx/#markdown).
 */
export function escapeText(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  let escaped = '';
  let from = 0;
  for (const { 0: found, index } of flat.matchAll(address)) {
    const link = found.replace(/[.,;:]+$/, '');
    escaped += escapePlain(flat.slice(from, index)) + escapeAddress(link);
    from = index + link.length;
  }
  return escaped + escapePlain(flat.slice(from));
}

function escapePlain(text: string): string {
  return text
    .replace(/[\\`*[\]<{}|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

/** An address becomes a link by itself, and escapes within it would be taken for parts of it. */
function escapeAddress(link: string): string {
  return /[\\`*[\]<{}|~&]/.test(link) ? inlineCode(link) : link;
}
