import { constants } from 'node:os';
import { exitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

export interface Interrupt {
  /** Aborts at the first Ctrl-C, or when the process is told to end. */
  readonly signal: AbortSignal;
  /** How the process ends once it is aborted: 128 and the number of the signal. */
  readonly code: number;
  /** Stops everything as Ctrl-C does. */
  abort(): void;
  /** Gives Ctrl-C back to Node. */
  dispose(): void;
}

/** Ctrl-C, the end of a terminal, and what schedulers send before they kill. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Lets Ctrl-C stop the calls of a running statement, and SIGTERM and SIGHUP as well; the second one ends the process at once. */
export function listenForInterrupt(terminal: Terminal): Interrupt {
  const controller = new AbortController();
  let code: number = exitCode.interrupted;
  const stop = (signal: (typeof signals)[number]): void => {
    if (controller.signal.aborted) process.exit(code);
    code = 128 + constants.signals[signal];
    controller.abort();
    if (terminal.errorIsScreen) terminal.writeError('\nStopping. Press Ctrl-C again to end at once.\n');
  };
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    abort: () => stop('SIGINT'),
    dispose: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
