/** The markdown of CloudFormation's documentation as plain text. */
export function markdownToText(markdown: string | undefined): string {
  return (markdown ?? '')
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/^> ?/gm, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/ +([.,;:)])(?=\s|$)/g, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** The first paragraph of a text. */
export function firstParagraph(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}
