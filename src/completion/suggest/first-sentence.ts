const longest = 80;

/** The first sentence of a description, as far as a line has room for it. */
export function firstSentence(text: string): string {
  const sentence = /^.*?[.:](?=\s|$)/.exec(text.slice(0, 2 * longest))?.[0] ?? text;
  const plain = sentence.replace(/[.:]$/, '').replaceAll('`', '');
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).trimEnd()}…`;
}
