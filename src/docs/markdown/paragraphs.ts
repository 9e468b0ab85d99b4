import { escapeText } from './escape-text.ts';

/** Plain text, a line a paragraph and `- ` before the items of a list, as Markdown. */
export function paragraphs(text: string): string {
  const blocks: { readonly isItem: boolean; readonly text: string }[] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ isItem: line.startsWith('- '), text: escapeLine(line.replace(/^- /, '')) }));
  return blocks
    .map((block, index) => {
      const follows = block.isItem && blocks[index - 1]?.isItem === true;
      return `${index === 0 ? '' : follows ? '\n' : '\n\n'}${block.isItem ? '- ' : ''}${block.text}`;
    })
    .join('');
}

/**
 * A line of its own: what begins a heading, a quote, a list, an admonition of Docusaurus, or an `import` or `export` of
 * MDX is taken for text.
 */
export function escapeLine(text: string): string {
  return escapeText(text)
    .replace(/^(?:[#>+=-]|:::)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(i)(?=mport\b)|^(e)(?=xport\b)/, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** The same within one line: the items of a list follow one another. */
export function oneLine(text: string): string {
  return escapeText(text.replace(/\n- /g, ' • '));
}
