import type { Terminal } from './terminal.ts';

/** A terminal for tests: remembers what was written to it. */
export interface RecordingTerminal extends Terminal {
  output(): string;
  errors(): string;
}

export function recordingTerminal(properties: Partial<Terminal> = {}): RecordingTerminal {
  let output = '';
  let errors = '';
  return {
    outputIsScreen: false,
    errorIsScreen: false,
    inputIsKeyboard: false,
    width: 80,
    environment: {},
    outlivesReader: false,
    outputIsGone: false,
    ...properties,
    async writeOutput(text) {
      output += typeof text === 'string' ? text : Buffer.from(text).toString('latin1');
    },
    writeError(text) {
      errors += text;
    },
    output: () => output,
    errors: () => errors,
  };
}
