import { appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What was run before, newest first. */
export interface History {
  readonly entries: readonly string[];
  /** Keeps an entry; with `only here` for this shell alone, and not in the file. */
  add(text: string, where?: 'only here'): void;
}

/** So many entries are kept, and so many more before the file is written anew without the oldest. */
const most = 10_000;
const slack = 2_000;

/**
 * A history in a file, an entry a line as JSON text, which several shells may append to side by side. Nobody else can read it. Where it
 * cannot be read or written, or is not wanted, it is this shell's alone.
 */
export function openHistory(file: string | undefined): History {
  const entries: string[] = [];
  let isWritable = file !== undefined;
  if (file !== undefined) {
    const kept = readEntriesOf(file);
    entries.push(...kept.slice(-most).reverse());
    if (kept.length > most + slack) isWritable = writeAnew(file, kept.slice(-most));
  }
  return {
    entries,
    add(text, where) {
      const whole = text.trimEnd();
      // As in other shells: what begins with a blank is not kept, and what is run again is kept once.
      if (whole === '' || /^\s/.test(text) || entries[0] === whole) return;
      entries.unshift(whole);
      if (file === undefined || !isWritable || where === 'only here') return;
      isWritable = append(file, whole);
    },
  };
}

function readEntriesOf(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line);
      return typeof entry === 'string' ? [entry] : [];
    } catch {
      // Half a line of a shell that was killed.
      return [];
    }
  });
}

function append(file: string, entry: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    // One that was there may be open to others.
    chmodSync(file, 0o600);
    return true;
  } catch {
    return false;
  }
}

function writeAnew(file: string, entries: readonly string[]): boolean {
  try {
    const next = `${file}.${process.pid}`;
    writeFileSync(next, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
    renameSync(next, file);
    return true;
  } catch {
    return false;
  }
}
