import type { ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { displayWidth } from './output/display-width.ts';
import type { Terminal } from './terminal.ts';

/** Keeps colours, and leaves what was read on the screen. */
const usualPager = 'less -RFX';
// biome-ignore lint/suspicious/noControlCharactersInRegex: what colours a text takes no room
const colours = /\u001b\[[0-9;]*m/g;

/** Rows on their way to a screen, through a pager from the line on that the screen has no room for. */
export interface Pager {
  write(text: string): Promise<void>;
  /** Waits until it was read. */
  end(): Promise<void>;
  /** Whether its reader wants no more. */
  readonly isGone: boolean;
}

/**
 * The pager of the environment (`SKYQL_PAGER`, `PAGER`, else less) where rows go to a person's screen; undefined where there is
 * none. `onBegin` is told when it takes the screen.
 */
export function createPager(terminal: Terminal, onBegin: () => void): Pager | undefined {
  const { height, environment } = terminal;
  const command = pagerOf(environment);
  if (!terminal.outputIsScreen || !terminal.inputIsKeyboard || height === undefined || command === undefined)
    return undefined;
  const room = height - 1;
  let held = '';
  let lines = 0;
  let pager: Promise<Pager> | undefined;
  let isGone = () => false;

  return {
    async write(text) {
      if (pager !== undefined) return (await pager).write(text);
      held += text;
      lines += linesOf(text, terminal.width);
      if (lines <= room) return;
      onBegin();
      const begun = held;
      held = '';
      pager = startPager(command, environment);
      const started = await pager;
      isGone = () => started.isGone;
      await started.write(begun);
    },
    async end() {
      if (pager === undefined) await terminal.writeOutput(held);
      await (await pager)?.end();
    },
    get isGone() {
      return isGone();
    },
  };
}

async function startPager(command: string, environment: Terminal['environment']): Promise<Pager> {
  // Few answers are that long, and what starts processes takes its time to load.
  const { spawn } = await import('node:child_process');
  // A shell reads the command, as everybody's pager is written for one.
  const child: ChildProcess = spawn(command, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'RFX', ...environment },
  });
  let isGone = false;
  const over = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      resolve();
    };
    child.once('close', end);
    child.once('error', end);
  });
  // Who has read enough ends the pager: what comes later has no reader.
  child.stdin?.on('error', () => {
    isGone = true;
  });
  return {
    async write(text) {
      if (isGone) return;
      const taken = new Promise<void>((resolve) => {
        child.stdin?.write(text, () => resolve());
      });
      await Promise.race([taken, over]);
    },
    async end() {
      child.stdin?.end();
      await over;
    },
    get isGone() {
      return isGone;
    },
  };
}

function pagerOf(environment: Terminal['environment']): string | undefined {
  if (environment.TERM === 'dumb') return undefined;
  const command = environment.SKYQL_PAGER ?? environment.PAGER ?? usualPager;
  const [program = ''] = command.trim().split(/\s+/);
  return program !== '' && isThere(program, environment.PATH ?? '') ? command : undefined;
}

function isThere(program: string, path: string): boolean {
  const places = program.includes('/') ? [program] : path.split(delimiter).map((folder) => join(folder, program));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** How many lines of the screen a text takes. */
function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n').slice(0, -1))
    lines += Math.max(1, Math.ceil(displayWidth(line.replace(colours, '')) / Math.max(1, width)));
  return lines;
}
