import { setTimeout as wait } from 'node:timers/promises';
import type { Known } from '../completion/known.ts';
import { styleOf } from '../terminal/style.ts';
import { completeEntry } from './complete-entry.ts';
import { createEditor, type Editor, endPasting } from './editor/editor.ts';
import { createKeyboard } from './editor/keyboard.ts';
import { createPlainEditor } from './editor/plain-editor.ts';
import { dataDirectory } from './history/data-directory.ts';
import { openHistory } from './history/history.ts';
import { historyFile, runShell } from './run-shell.ts';
import { Shell, type ShellParts, type ShellSettings } from './shell.ts';

export interface ShellStart {
  readonly parts: ShellParts;
  readonly settings: ShellSettings;
  /** What is said first. */
  readonly greeting: string;
  /** Whether what is run is kept in a file. */
  readonly keepsHistory: boolean;
  /** Whether suggestions are shown before Tab asks for them. */
  readonly suggests: boolean;
  /** Called once there is something that Ctrl-C at the prompt clears. */
  readonly onClear?: (clear: () => void) => void;
}

const prompt = 'skyql';

/** Starts a shell on the terminal of this process. */
export async function startShell({
  parts,
  settings,
  greeting,
  keepsHistory,
  suggests,
  onClear,
}: ShellStart): Promise<number> {
  const { terminal, interrupts } = parts;
  const shell = new Shell(parts, settings);
  shell.suggests = suggests;
  const file = historyFile(terminal.environment, dataDirectory(terminal.environment));
  const screen = processScreen();
  const history = openHistory(keepsHistory ? file : undefined);
  if (!settings.quiet) terminal.writeError(`${shell.style.dim(greeting)}\n`);
  try {
    const editor = terminal.environment.TERM === 'dumb' ? plainEditor() : fullEditor();
    return await runShell(shell, editor, history);
  } finally {
    await shell.redirect(undefined);
  }

  function known(): Known {
    return { ...shell.known, parameters: async () => Object.keys(shell.settings.parameters) };
  }

  function fullEditor(): Editor {
    // However the process ends: what is pasted into the next program comes as it is.
    process.once('exit', () => screen.write(endPasting));
    return createEditor({
      prompt,
      style: styleOf(terminal, 'error', settings.colour),
      screen,
      keyboard: createKeyboard(process.stdin),
      history,
      ended: interrupts.ended,
      complete: (text, cursor) => completeEntry(text, cursor, known()),
      waitsForTab: () => !shell.suggests,
      ...(process.platform !== 'win32' && { suspend }),
    });
  }

  function plainEditor(): Editor {
    const write = (text: string): void => terminal.writeError(text);
    const editor = createPlainEditor({ prompt, input: process.stdin, write, ended: interrupts.ended });
    onClear?.(editor.clear);
    return editor;
  }
}

/** Runs what standard input holds, as `skyql query -` does, commands of the shell among it. */
export async function runShellScript(parts: ShellParts, settings: ShellSettings, script: string): Promise<number> {
  const shell = new Shell(parts, settings);
  try {
    const code = await shell.runText(script);
    return parts.interrupts.ended.aborted ? parts.interrupts.code : code;
  } finally {
    await shell.redirect(undefined);
  }
}

function processScreen() {
  const stream: NodeJS.WriteStream = process.stderr.isTTY ? process.stderr : process.stdout;
  return {
    write: (text: string) => void stream.write(text),
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
    onResize: (listener: () => void) => {
      stream.on('resize', listener);
      return () => void stream.off('resize', listener);
    },
  };
}

/** The whole job sleeps, as when the terminal itself sees Ctrl-Z, what started skyql too; it is over once the job goes on. */
async function suspend(): Promise<void> {
  process.kill(0, 'SIGTSTP');
  // A job that nobody could wake is not put to sleep.
  await wait(50);
}
