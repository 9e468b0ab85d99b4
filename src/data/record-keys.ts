/**
 * The keys under which a record holds the columns of these names. A name that comes again gets a number: `id`, `id:1`,
 * `id:2`.
 */
export function recordKeys(columns: readonly { readonly name: string }[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let key = name;
    for (let number = 1; taken.has(key); number += 1) key = `${name}:${number}`;
    taken.add(key);
    return key;
  });
}
