import { isatty } from 'node:tty';

/** The process as commands see it: what they read, where they write, and what the other end is. */
export interface Terminal {
  /** Rows and nothing else: text, or the bytes of a file. Resolves when the other end has taken them. */
  writeOutput(text: string | Uint8Array): Promise<void>;
  /** Progress, warnings and errors. */
  writeError(text: string): void;
  /** Whether rows go to a person's screen. */
  readonly outputIsScreen: boolean;
  /** Whether errors and progress go to a person's screen. */
  readonly errorIsScreen: boolean;
  /** Whether a person can answer questions. */
  readonly inputIsKeyboard: boolean;
  /** Width of the screen in character cells. */
  readonly width: number;
  /** Its height in lines; undefined where there is no screen. */
  readonly height?: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the process goes on when nobody reads its rows any more: what it changes is then told as an error is. */
  outlivesReader: boolean;
  /** Whether nobody reads its rows any more. */
  outputIsGone: boolean;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    writeOutput: (text) =>
      new Promise((resolve) => {
        process.stdout.write(text, () => resolve());
      }),
    writeError: (text) => {
      process.stderr.write(text);
    },
    outputIsScreen: isatty(1),
    errorIsScreen: isatty(2),
    // Making a stream of what most commands do not read takes a hundredth of their start.
    inputIsKeyboard: isatty(0),
    get width() {
      return process.stdout.columns || 80;
    },
    get height() {
      return process.stdout.rows || undefined;
    },
    environment: process.env,
    outlivesReader: false,
    outputIsGone: false,
  };
}
