import { macroName } from './macro.ts';

/**
 * Those of the macros that a statement may use, in the order in which they must be made: the ones whose names occur in
 * its text, and what they are made of in turn. Making all of them costs 20 ms to the old parser and 100 ms to the PEG
 * parser, most statements need none.
 */
export function macrosNeeded(sql: string, macros: readonly string[]): readonly string[] {
  const needed = new Set<string>();
  let texts: readonly string[] = [sql.toLowerCase()];
  while (texts.length > 0) {
    const found = macros.filter((macro) => !needed.has(macro) && texts.some((text) => names(text, macroName(macro))));
    for (const macro of found) needed.add(macro);
    texts = found;
  }
  return macros.filter((macro) => needed.has(macro));
}

const operatorCharacter = /[-+*/<>=~!@#%^&|?]/;

/** Whether a text may name a macro; an operator is one only where no longer one stands. */
function names(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at === -1 || !operatorCharacter.test(name)) return at !== -1;
  const isWhole = !operatorCharacter.test(text[at - 1] ?? '') && !operatorCharacter.test(text[at + name.length] ?? '');
  return isWhole || names(text.slice(at + name.length), name);
}
