import { open } from 'node:fs/promises';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** A terminal whose rows go to a file. */
export interface OutputFile {
  readonly terminal: Terminal;
  close(): Promise<void>;
}

/** Opens the file for rows; what it held is lost. Throws a UsageError where it cannot be written. */
export async function openOutputFile(terminal: Terminal, file: string): Promise<OutputFile> {
  const handle = await open(file, 'w').catch(() => {
    throw new UsageError(
      `Cannot write the file ${file}.`,
      'Name a file in a directory that is there and that is yours.',
    );
  });
  return {
    terminal: {
      writeOutput: (text) => handle.writeFile(text),
      writeError: (text) => terminal.writeError(text),
      outputIsScreen: false,
      errorIsScreen: terminal.errorIsScreen,
      inputIsKeyboard: terminal.inputIsKeyboard,
      get width() {
        return terminal.width;
      },
      environment: terminal.environment,
      get outlivesReader() {
        return terminal.outlivesReader;
      },
      set outlivesReader(outlives) {
        terminal.outlivesReader = outlives;
      },
      outputIsGone: false,
    },
    close: () => handle.close(),
  };
}
