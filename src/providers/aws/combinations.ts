/** Every way to take one of each name's choices: `{a: [1, 2], b: [3]}` -> `{a: 1, b: 3}`, `{a: 2, b: 3}`. */
export function combinations<Choice>(
  choices: Readonly<Record<string, readonly Choice[]>>,
): readonly Readonly<Record<string, Choice>>[] {
  return Object.entries(choices).reduce<readonly Readonly<Record<string, Choice>>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

export function chunks<Element>(list: readonly Element[], size: number): readonly (readonly Element[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
