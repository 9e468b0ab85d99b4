import { constants } from 'node:os';
import { exitCode } from '../terminal/exit-code.ts';
import type { Interrupt } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Ctrl-C stops what is running and not the shell; SIGTERM and SIGHUP end both. */
export interface Interrupts {
  /** What a statement that begins now is stopped by. */
  begin(): Interrupt;
  /** The one that runs, or else one that nothing stops. */
  readonly running: Pick<Interrupt, 'signal' | 'abort'>;
  /** Aborts when the process is told to end. */
  readonly ended: AbortSignal;
  /** How the process ends then. */
  readonly code: number;
  dispose(): void;
}

export interface InterruptSettings {
  /** Ctrl-C while nothing runs. */
  readonly onIdle?: () => void;
}

export function createInterrupts(terminal: Terminal, { onIdle }: InterruptSettings = {}): Interrupts {
  const ended = new AbortController();
  const idle = new AbortController();
  let code: number = exitCode.interrupted;
  let running: { readonly controller: AbortController; presses: number } | undefined;
  const say = (text: string): void => {
    if (terminal.errorIsScreen) terminal.writeError(text);
  };

  function press(): void {
    if (running === undefined) {
      onIdle?.();
      return;
    }
    running.presses += 1;
    if (running.presses === 1) say('\nStopping the statement.\n');
    else if (running.presses === 2) say('\nIt is being stopped. Press Ctrl-C once more to end skyql.\n');
    else process.exit(exitCode.interrupted);
    running.controller.abort();
  }

  function end(signal: 'SIGTERM' | 'SIGHUP'): void {
    if (ended.signal.aborted) process.exit(code);
    code = 128 + constants.signals[signal];
    ended.abort();
    running?.controller.abort();
  }

  process.on('SIGINT', press);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);

  return {
    begin() {
      const own = { controller: new AbortController(), presses: 0 };
      running = own;
      if (ended.signal.aborted) own.controller.abort();
      return {
        signal: own.controller.signal,
        get code() {
          return code;
        },
        abort: press,
        dispose: () => {
          if (running === own) running = undefined;
        },
      };
    },
    get running() {
      return { signal: (running?.controller ?? idle).signal, abort: press };
    },
    ended: ended.signal,
    get code() {
      return code;
    },
    dispose: () => {
      process.off('SIGINT', press);
      process.off('SIGTERM', end);
      process.off('SIGHUP', end);
    },
  };
}
