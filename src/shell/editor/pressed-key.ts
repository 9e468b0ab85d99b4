/** A key as `node:readline` tells of it. */
export interface Key {
  readonly sequence?: string | undefined;
  readonly name?: string | undefined;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
}

/** What readline has no name for. */
const bySequence: Readonly<Record<string, string>> = {
  '\u001f': 'C-_',
  '\u001b\u001f': 'M-_',
  '\u001b_': 'M-_',
  '\u001b<': 'M-<',
  '\u001b>': 'M->',
  '\u001b\r': 'M-return',
  '\u001b\n': 'M-return',
  '\u001b\u007f': 'M-backspace',
  '\u001b\b': 'M-backspace',
};

/** `C-a`, `M-b`, `left`, `C-left`; undefined of a key that writes its character. */
export function nameOfKey({ sequence = '', name, ctrl = false, meta = false, shift = false }: Key): string | undefined {
  const known = bySequence[sequence];
  if (known !== undefined) return known;
  if (!ctrl && !meta && isText(sequence)) return undefined;
  if (name === undefined) return 'unknown';
  const isLetter = /^[a-z]$/.test(name);
  return `${ctrl ? 'C-' : ''}${meta ? 'M-' : ''}${shift && !isLetter ? 'S-' : ''}${name}`;
}

/** Whether a sequence is characters to be written, and no control. */
export function isText(sequence: string): boolean {
  return sequence !== '' && !/\p{Cc}/u.test(sequence);
}
