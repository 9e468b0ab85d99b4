import { exitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

export interface Interrupt {
  /** Aborts at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Stops everything as Ctrl-C does. */
  abort(): void;
  /** Gives Ctrl-C back to Node. */
  dispose(): void;
}

/** Lets Ctrl-C stop the calls of a running statement; the second one ends the process at once. */
export function listenForInterrupt(terminal: Terminal): Interrupt {
  const controller = new AbortController();
  const abort = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted);
    controller.abort();
    if (terminal.errorIsScreen) terminal.writeError('\nStopping. Press Ctrl-C again to end at once.\n');
  };
  process.on('SIGINT', abort);
  return { signal: controller.signal, abort, dispose: () => process.off('SIGINT', abort) };
}
