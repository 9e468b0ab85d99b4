/** SQLite's LIKE: letters of ASCII in any case, `%` and `_`, and a character before which each stands for itself. */
export function matchesLike(pattern: string, value: string, mark?: string): boolean {
  const steps: Step[] = [];
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === mark) {
      index += 1;
      const next = characters[index];
      // Nothing can follow what stands for itself at the end.
      steps.push(next === undefined ? () => false : isLetter(next));
    } else steps.push(character === '%' ? 'any' : character === '_' ? () => true : isLetter(character));
  }
  return matches(steps, [...value]);
}

type Step = 'any' | ((character: string) => boolean);

function isLetter(wanted: string): (character: string) => boolean {
  const folded = foldAscii(wanted);
  return (character) => foldAscii(character) === folded;
}

function foldAscii(character: string): string {
  return character >= 'A' && character <= 'Z' ? character.toLowerCase() : character;
}

/** SQLite's GLOB: `*`, `?`, `[abc]`, `[^a-z]`. */
export function matchesGlob(pattern: string, value: string): boolean {
  const steps = globSteps([...pattern]);
  return steps !== undefined && matches(steps, [...value]);
}

function globSteps(characters: readonly string[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '[') {
      const set = setAt(characters, index + 1);
      if (set === undefined) return undefined;
      steps.push(set.step);
      index = set.end;
    } else steps.push(character === '*' ? 'any' : character === '?' ? () => true : (other) => other === character);
  }
  return steps;
}

function setAt(
  characters: readonly string[],
  start: number,
): { readonly step: Step; readonly end: number } | undefined {
  const isNegated = characters[start] === '^';
  const ranges: (readonly [string, string])[] = [];
  let index = isNegated ? start + 1 : start;
  const first = index;
  for (; characters[index] !== ']' || index === first; index++) {
    const character = characters[index];
    if (character === undefined) return undefined;
    const until = characters[index + 2];
    if (characters[index + 1] === '-' && until !== undefined && until !== ']') {
      ranges.push([character, until]);
      index += 2;
    } else ranges.push([character, character]);
  }
  const holds = (character: string) =>
    ranges.some(([from, to]) => codeOf(character) >= codeOf(from) && codeOf(character) <= codeOf(to));
  return { step: (character) => holds(character) !== isNegated, end: index };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** In time that grows with the product of both lengths at most. */
function matches(steps: readonly Step[], characters: readonly string[]): boolean {
  let [step, at] = [0, 0];
  let back: { readonly step: number; at: number } | undefined;
  while (at < characters.length) {
    const current = steps[step];
    if (current === 'any') {
      back = { step: step + 1, at };
      step += 1;
    } else if (current?.(characters[at] ?? '') === true) {
      step += 1;
      at += 1;
    } else if (back !== undefined) {
      back.at += 1;
      step = back.step;
      at = back.at;
    } else return false;
  }
  return steps.slice(step).every((one) => one === 'any');
}
