import { isBlank, isPunctuation, type Token } from '../../sql/token.ts';
import { tokenAt } from '../../sql/tokenize.ts';

/** A piece of what was written, as the shell reads it; `unfinished` is a text, a name or a comment that does not end. */
export interface EntryToken {
  readonly kind: Token['kind'] | 'command' | 'unfinished';
  readonly text: string;
  readonly offset: number;
}

/** One thing to do: a statement with its semicolon, or a command of the shell, which is the rest of its line. */
export interface Entry {
  readonly kind: 'statement' | 'command';
  readonly text: string;
  readonly offset: number;
  /** The statement that a command ends in place of a semicolon: `SELECT 1 \\gx`. */
  readonly statement?: string;
}

/** What stands open where a line begins: it is said before the line. */
export type Continuation = 'start' | 'statement' | 'bracket' | 'string' | 'name' | 'comment';

export interface ReadEntries {
  readonly entries: readonly Entry[];
  readonly tokens: readonly EntryToken[];
  /** Of each line of the text. */
  readonly lines: readonly Continuation[];
  /** Whether nothing is begun that is not ended, so that all of it may run. */
  readonly isComplete: boolean;
}

/** A word that is no statement but what people say to any shell. */
const spoken = /^\s*(exit|quit|help)\s*;?\s*$/i;

/** A command begins where a statement could. `.5` is a number. */
const commandStart = /\\|\.(?=[a-z])/iy;

/** Behind a statement only psql's own: a point stands in names. */
const commandBehind = /\\(?=[a-z?!])/iy;

/**
 * Reads a text for statements and commands. Never throws: what is wrong with a statement is told when it runs.
 * With `brackets` a semicolon in a bracket ends nothing, which is how people write; a script is read without.
 */
export function readEntries(text: string, { brackets = false } = {}): ReadEntries {
  if (spoken.test(text)) {
    const kind = 'command';
    return {
      entries: [{ kind, text: text.trim(), offset: 0 }],
      tokens: [{ kind, text, offset: 0 }],
      lines: lineStartsOf(text, () => 'start'),
      isComplete: true,
    };
  }
  const entries: Entry[] = [];
  const tokens: EntryToken[] = [];
  /** What stands open from an offset on. */
  const states: { readonly offset: number; readonly state: Continuation }[] = [{ offset: 0, state: 'start' }];
  let start: number | undefined;
  let depth = 0;
  let previous: Token | undefined;
  let isUnfinished = false;

  const endStatement = (end: number): void => {
    if (start !== undefined) entries.push({ kind: 'statement', text: text.slice(start, end), offset: start });
    beginAnew(end);
  };

  const beginAnew = (end: number): void => {
    start = undefined;
    depth = 0;
    previous = undefined;
    states.push({ offset: end, state: 'start' });
  };

  let offset = 0;
  while (offset < text.length) {
    const command = start === undefined ? commandStart : commandBehind;
    command.lastIndex = offset;
    if (command.test(text)) {
      const end = text.indexOf('\n', offset) === -1 ? text.length : text.indexOf('\n', offset);
      const line = text.slice(offset, end);
      const statement = start === undefined ? {} : { statement: text.slice(start, offset) };
      entries.push({ kind: 'command', text: line.trimEnd(), offset, ...statement });
      tokens.push({ kind: 'command', text: line, offset });
      beginAnew(end);
      offset = end;
      continue;
    }
    const token = tokenOrRest(text, offset, previous);
    tokens.push(token);
    const end = offset + token.text.length;
    if (token.kind === 'unfinished') {
      start ??= offset;
      isUnfinished = true;
      states.push({ offset: offset + 1, state: openState(token.text) });
    } else if (token.kind !== 'command') {
      const plain = token as Token;
      if (plain.text.includes('\n') && !isWhitespace(plain)) {
        states.push({ offset: offset + 1, state: openState(plain.text) });
        states.push({ offset: end, state: stateOf() });
      }
      if (isPunctuation(plain, ';') && (depth === 0 || !brackets)) {
        start ??= offset;
        endStatement(end);
      } else if (!isBlank(plain) || plain.kind === 'hint') {
        start ??= offset;
        depth += bracketStep(plain);
        if (depth < 0) depth = 0;
        states.push({ offset: end, state: stateOf() });
      }
      if (!isBlank(plain)) previous = plain;
    }
    offset = end;
  }
  const isComplete = start === undefined && !isUnfinished;
  if (start !== undefined) entries.push({ kind: 'statement', text: text.slice(start), offset: start });
  let at = 0;
  return {
    entries,
    tokens,
    isComplete,
    lines: lineStartsOf(text, (line) => {
      while (at + 1 < states.length && (states[at + 1]?.offset ?? 0) <= line) at++;
      return states[at]?.state ?? 'start';
    }),
  };

  function stateOf(): Continuation {
    if (start === undefined) return 'start';
    return depth > 0 ? 'bracket' : 'statement';
  }
}

function tokenOrRest(text: string, offset: number, previous: Token | undefined): EntryToken {
  try {
    return tokenAt(text, offset, previous);
  } catch {
    return { kind: 'unfinished', text: text.slice(offset), offset };
  }
}

function isWhitespace(token: Token): boolean {
  return token.kind === 'whitespace';
}

function openState(text: string): Continuation {
  if (/^["`]/.test(text)) return 'name';
  return text.startsWith('/*') ? 'comment' : 'string';
}

function bracketStep(token: Token): number {
  if (token.kind !== 'punctuation') return 0;
  return '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0;
}

function lineStartsOf(text: string, state: (offset: number) => Continuation): readonly Continuation[] {
  const lines: Continuation[] = [];
  for (let start = 0; start !== -1; ) {
    lines.push(state(start));
    const end = text.indexOf('\n', start);
    start = end === -1 ? -1 : end + 1;
  }
  return lines;
}
