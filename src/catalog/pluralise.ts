/** Words that a rule would spell wrongly. */
const irregular: Readonly<Record<string, string>> = {
  analysis: 'analyses',
  data: 'data',
  index: 'indices',
  information: 'information',
  metadata: 'metadata',
  series: 'series',
};

/** Many of a resource: `image_pipeline` -> `image_pipelines`, `lifecycle_policy` -> `lifecycle_policies`. */
export function pluralise(name: string): string {
  const last = name.slice(name.lastIndexOf('_') + 1);
  const front = name.slice(0, name.length - last.length);
  return `${front}${irregular[last] ?? pluralWord(last)}`;
}

function pluralWord(word: string): string {
  if (/(ss|us|is|as|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  // Types such as `Settings` are plural already.
  return word.endsWith('s') ? word : `${word}s`;
}
