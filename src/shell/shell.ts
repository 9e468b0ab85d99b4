import type { Catalog } from '../catalog/catalog.ts';
import type { Known } from '../completion/known.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Database } from '../session/database.ts';
import { knownOf } from '../session/known-of.ts';
import { exitCode } from '../terminal/exit-code.ts';
import type { Interrupt } from '../terminal/interrupt.ts';
import { wrapToWidth } from '../terminal/output/display-width.ts';
import type { ResultFormat } from '../terminal/output/output-format.ts';
import { type OutputFile, openOutputFile } from '../terminal/output-file.ts';
import { createPager } from '../terminal/pager.ts';
import { printError } from '../terminal/print-error.ts';
import type { Questions } from '../terminal/questions.ts';
import { runSteps, type ScriptSettings, type Step } from '../terminal/run-script.ts';
import { scriptSteps } from '../terminal/script-steps.ts';
import { type Style, styleOf } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { runCommand } from './commands/run-command.ts';
import { readEntries } from './editor/read-entries.ts';
import type { Interrupts } from './interrupts.ts';

export type ShellSettings = Omit<ScriptSettings, 'questions' | 'onStatement' | 'onError'>;

export interface ShellParts {
  readonly database: Database;
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
  readonly questions: Questions;
}

/** How steps are run. */
interface StepsPlace {
  /** What stops them, where it stops more than them. */
  readonly interrupt?: Interrupt;
  readonly pager?: boolean;
  /** The format of these rows alone. */
  readonly format?: ResultFormat;
  readonly onError?: (error: unknown) => void;
}

/** How a statement is run. */
interface StatementPlace extends Omit<StepsPlace, 'onError'> {
  /** The text before it, for the place of an error. */
  readonly before?: string;
  /** Whether it is a command's, and nobody wrote it. */
  readonly isOwn?: boolean;
}

/** Files that read each other in a circle come to an end. */
const deepest = 16;

/** What the entries of one shell share: its session, its settings, and where rows go. */
export class Shell {
  readonly parts: ShellParts;
  /** Hold from here on, for all statements. */
  settings: ShellSettings;
  /** The last statement that was run: what `\watch`, `\e` and others are about. */
  lastStatement: string | undefined;
  /** What the next entry begins with. */
  nextText: string | undefined;
  /** How far into the last text it was wrong. */
  fault: number | undefined;
  /** Whether suggestions are shown before Tab asks for them. */
  suggests = true;
  isLeaving = false;
  #output: OutputFile | undefined;
  #depth = 0;
  /** The text before the statement that a command is about, which stands in place of its semicolon. */
  #front = '';

  constructor(parts: ShellParts, settings: ShellSettings) {
    this.parts = parts;
    this.settings = settings;
  }

  /** Where rows go. */
  get terminal(): Terminal {
    return this.#output?.terminal ?? this.parts.terminal;
  }

  /** What the session knows beside a statement's text. */
  get known(): Known {
    return knownOf(this.parts.database) ?? { catalogs: [], use: [] };
  }

  /** What names without a provider are of. */
  get catalog(): Catalog {
    const [catalog] = this.known.catalogs;
    if (catalog === undefined) throw new SkyqlError('UNKNOWN_PROVIDER', 'The session has no provider.');
    return catalog;
  }

  get style(): Style {
    return styleOf(this.parts.terminal, 'error', this.settings.colour);
  }

  set format(format: ResultFormat) {
    this.settings = { ...this.settings, format };
  }

  /** Says something of the shell itself, to whoever is there. */
  say(text: string, style: (line: string) => string = (line) => line, indent = 0): void {
    const { terminal } = this.parts;
    const lines = text
      .split('\n')
      .flatMap((line) => (terminal.errorIsScreen ? wrapToWidth(line, terminal.width - indent) : [line]));
    terminal.writeError(`${lines.map(style).join('\n')}\n`);
  }

  /** Runs all that a text holds, and stops at the first that fails. Tells how it went as the process that ends so would. */
  async runText(text: string): Promise<number> {
    if (this.#depth >= deepest)
      throw new UsageError(
        `Files read each other more than ${deepest} deep.`,
        'One of them reads itself: see its \\i.',
      );
    this.#depth++;
    this.fault = undefined;
    try {
      for (const { kind, text: entry, offset, statement } of readEntries(text).entries) {
        const before = text.slice(0, offset - (statement?.length ?? 0));
        const code =
          kind === 'command'
            ? await this.#runCommand(entry, statement, before)
            : await this.runStatement(entry, { before });
        if (code !== exitCode.done || this.isLeaving) return code;
      }
      return exitCode.done;
    } finally {
      this.#depth--;
    }
  }

  /** Runs a statement and prints its rows. A command's own is not what other commands are about. */
  runStatement(sql: string, { before = this.#front, isOwn = false, ...place }: StatementPlace = {}): Promise<number> {
    const { database } = this.parts;
    const written = sql.replace(/[;\s]+$/, '');
    if (!isOwn && written !== '') this.lastStatement = written;
    const steps = (): readonly Step[] => scriptSteps(sql, database, this.settings.parameters, before);
    const onError = (error: unknown): void => {
      // Of what stands in a file the text at the prompt has no place.
      if (isOwn || this.#depth > 1 || !(error instanceof SkyqlError) || error.position === undefined) return;
      const { line, column } = error.position;
      const above = sql.split('\n').slice(0, line - 1);
      this.fault = before.length + above.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
    };
    return this.runSteps(steps, { ...place, onError });
  }

  /** Runs steps that Ctrl-C stops, and prints their rows. */
  async runSteps(
    steps: () => readonly Step[],
    { interrupt: given, pager = this.settings.pager ?? false, format = this.settings.format, onError }: StepsPlace = {},
  ): Promise<number> {
    const { interrupts, questions } = this.parts;
    const interrupt = given ?? interrupts.begin();
    const settings = { ...this.settings, pager, format, questions, ...(onError !== undefined && { onError }) };
    try {
      return await runSteps(steps, settings, this.terminal, interrupt);
    } finally {
      if (given === undefined) interrupt.dispose();
    }
  }

  /** Shows a text to be read, through the pager where it is longer than the screen. */
  async show(text: string): Promise<void> {
    const pager = this.settings.pager === true ? createPager(this.terminal, () => undefined) : undefined;
    if (pager === undefined) return this.terminal.writeOutput(text);
    await pager.write(text);
    await pager.end();
  }

  /** Lets rows go to a file, or to the screen again. */
  async redirect(file: string | undefined): Promise<void> {
    await this.#output?.close();
    this.#output = undefined;
    if (file !== undefined) this.#output = await openOutputFile(this.parts.terminal, file);
  }

  /** Lets rows go to a file while something runs. */
  async withOutput<Answer>(file: string, run: () => Promise<Answer>): Promise<Answer> {
    const output = this.#output;
    const own = await openOutputFile(this.parts.terminal, file);
    this.#output = own;
    try {
      return await run();
    } finally {
      this.#output = output;
      await own.close();
    }
  }

  async #runCommand(line: string, statement: string | undefined, before: string): Promise<number> {
    if (statement !== undefined) {
      this.lastStatement = statement.trimEnd();
      this.#front = before;
    }
    try {
      return (await runCommand(line, this, statement !== undefined)) ?? exitCode.done;
    } catch (error) {
      printError(error, { style: this.style, debug: this.settings.debug }, this.parts.terminal);
      return error instanceof UsageError ? exitCode.wrongUsage : exitCode.failed;
    } finally {
      this.#front = '';
    }
  }
}
