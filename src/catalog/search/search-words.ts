/** Words that stand in nearly every text, and so find nothing. */
const common: ReadonlySet<string> = new Set(
  (
    'a about all also an and any are as at aws be been but by can do does each for from has have how if in into is it its ' +
    'may more must no not of on only or other resource so such than that the their them then there these they this those ' +
    'to use used uses using was we what when where whether which who will with within you your'
  ).split(' '),
);

/**
 * The words of a text as search compares them: lower case, `snake_case` and `CamelCase` taken apart, the plural's ending
 * off (`images` and `image` are one word), common words left out. A word stands once.
 */
export function searchWords(text: string): readonly string[] {
  const words = text
    // `AMIs` is many of `AMI`.
    .replace(/([A-Z]{2,})s(?![a-z])/g, '$1')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && word.length <= 40 && !common.has(word));
  return [...new Set(words.map(singular))];
}

function singular(word: string): string {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Neighbours written as one word: people write `nodegroup`, `node group` and `node_groups` of the same thing. */
export function joinedWords(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`);
}

/** The part of the index that a word stands in. */
export function shardOf(word: string): string {
  return word.slice(0, 2);
}
