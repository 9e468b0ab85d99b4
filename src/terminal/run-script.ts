import type { Cells } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Database, ParameterValue, QueryOptions, ResultStream } from '../session/database.ts';
import { confirmChange } from './confirm.ts';
import { exitCode } from './exit-code.ts';
import type { Interrupt } from './interrupt.ts';
import { createOutcomes } from './outcomes.ts';
import { createFormatter } from './output/create-formatter.ts';
import type { ResultFormat } from './output/output-format.ts';
import { isPolicies, policyText } from './output/policy-text.ts';
import { isStatement, statementText } from './output/statement-text.ts';
import { type WrittenResult, writeResult } from './output/write-result.ts';
import { createPager, type Pager } from './pager.ts';
import { printError } from './print-error.ts';
import { printWarnings } from './print-warnings.ts';
import { createProgress, type Progress } from './progress.ts';
import { createQuestions, type Questions } from './questions.ts';
import { scriptSteps } from './script-steps.ts';
import { styleOf } from './style.ts';
import { summaryOf } from './summary.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface ScriptSettings {
  readonly format: ResultFormat;
  /** Whether CSV keeps texts from being taken for formulas by a spreadsheet; no unless given. */
  readonly csvSafe?: boolean;
  /** What stands between the cells of CSV and text. */
  readonly delimiter?: string | undefined;
  readonly hideHeaders?: boolean;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly colour: boolean;
  readonly quiet: boolean;
  /** Tells under each result what its calls brought and how long they waited, however quiet the rest is. */
  readonly timing: boolean;
  /** Tells so of statements that took longer than so many milliseconds, whatever `timing` says. */
  readonly slow?: number;
  readonly strict: boolean;
  readonly debug: boolean;
  /** Lets a pager show rows that are longer than the screen; no unless given. */
  readonly pager?: boolean;
  /** What is asked of the person at the keyboard while a statement runs. */
  readonly questions?: Questions;
  /** Called before each statement, by who wants to show it. */
  readonly onStatement?: (sql: string) => Promise<void>;
  /** Called for an error that is printed. */
  readonly onError?: (error: unknown) => void;
}

/** One thing that is run and printed: a statement of a script, or a plan. */
export interface Step {
  readonly text: string;
  /** What stands before it in its script, for the place of an error. */
  readonly before: string;
  run(options: QueryOptions): Promise<PrintedResult>;
}

/** Of a result what is printed of it. */
export interface PrintedResult
  extends Pick<ResultStream, 'command' | 'columns' | 'failures' | 'warnings' | 'statistics'> {
  batches(): WrittenResult['batches'];
  /** The rows as DuckDB's own chunks, where it has them. */
  chunks?(): ReturnType<ResultStream['chunks']>;
}

/** Runs the statements of a script one after the other, prints their results, and stops after the first that fails. */
export function runScript(
  database: Pick<Database, 'run'>,
  script: string,
  settings: ScriptSettings,
  terminal: Terminal,
  interrupt: Interrupt,
): Promise<number> {
  return runSteps(() => scriptSteps(script, database, settings.parameters), settings, terminal, interrupt);
}

/** Runs steps one after the other, prints their results, and stops after the first that fails. */
export async function runSteps(
  steps: () => readonly Step[],
  settings: Omit<ScriptSettings, 'parameters'>,
  terminal: Terminal,
  interrupt: Interrupt,
): Promise<number> {
  const errorStyle = styleOf(terminal, 'error', settings.colour);
  refuseBinaryOnScreen(settings.format, terminal);
  let before = '';
  let hasPrinted = false;
  let isUnknown = false;
  try {
    for (const step of steps()) {
      before = step.before;
      await settings.onStatement?.(step.text);
      const result = await runStep(step);
      if (interrupt.signal.aborted) {
        terminal.writeError(`Interrupted: ${asFarAs(result)}.\n`);
        return interrupt.code;
      }
      if (isUnknown) return exitCode.unknown;
      if (result.failures > 0) return exitCode.failed;
      if (settings.strict && result.warnings.some(({ kind }) => kind === 'incomplete')) return exitCode.warnings;
    }
    return exitCode.done;
  } catch (error) {
    const isOpen = error instanceof SkyqlError && error.code === 'OUTCOME_UNKNOWN';
    if (interrupt.signal.aborted && !isOpen) {
      terminal.writeError('Interrupted.\n');
      return interrupt.code;
    }
    settings.onError?.(error);
    printError(error, { style: errorStyle, debug: settings.debug, before }, terminal);
    return interrupt.signal.aborted ? interrupt.code : isOpen || isUnknown ? exitCode.unknown : exitCode.failed;
  }

  /** Runs one step and prints its rows as they come, then what is to be said of them. */
  async function runStep(step: Step): Promise<PrintedResult> {
    const progress = createProgress(terminal, errorStyle, !settings.quiet);
    const questions = settings.questions ?? createQuestions(interrupt);
    questions.progress = progress;
    const { format, quiet } = settings;
    const outcomes = createOutcomes({ format, quiet, style: errorStyle, terminal, progress });
    try {
      const result = await step.run({
        signal: interrupt.signal,
        partial: true,
        onProgress: (update) => {
          progress.update(update);
          outcomes.update(update);
        },
        ...(terminal.inputIsKeyboard &&
          terminal.errorIsScreen && {
            confirm: async (preview) => {
              // The preview stands where the line of progress was.
              progress.pause();
              const yes = await confirmChange(preview, errorStyle, terminal, questions);
              progress.resume();
              return yes;
            },
          }),
      });
      const rows = outcomes.rows > 0 ? outcomes.rows : await printRows(result, progress);
      progress.end();
      printWarnings(result.warnings, errorStyle, terminal);
      if (!settings.quiet || settings.timing) {
        const isSlow = result.statistics.milliseconds > (settings.slow ?? Number.POSITIVE_INFINITY);
        const { unknown, skipped } = outcomes;
        const summary = summaryOf(result, rows, { timing: settings.timing || isSlow, unknown, skipped });
        terminal.writeError(`${errorStyle.dim(summary)}\n`);
      }
      return result;
    } finally {
      isUnknown ||= outcomes.unknown > 0;
      terminal.outlivesReader = false;
      progress.end();
    }
  }

  /** Tells how many rows there were. */
  async function printRows(result: PrintedResult, progress: Progress): Promise<number> {
    const batches = result.batches();
    const isPolicy = isPolicies(result, settings.format);
    if (isPolicy || isStatement(result, settings.format)) {
      const rows: Cells[] = [];
      for await (const batch of batches) rows.push(...batch);
      await terminal.writeOutput(isPolicy ? policyText(rows) : statementText(rows));
      return rows.length;
    }
    if (result.columns.length === 0) return 0;
    if (settings.format === 'parquet') return printParquet(result);
    if (hasPrinted && needBlankLine.has(settings.format)) await terminal.writeOutput('\n');
    hasPrinted = true;
    const formatter = createFormatter(settings.format, {
      style: styleOf(terminal, 'output', settings.colour),
      csvSafe: settings.csvSafe,
      delimiter: settings.delimiter,
      hideHeaders: settings.hideHeaders,
      ascii: terminal.outputIsScreen && terminal.environment.TERM === 'dumb',
      ...(terminal.outputIsScreen && { screenWidth: terminal.width }),
    });
    // The pager has the screen to itself until it was read.
    const pager = settings.pager === true ? createPager(terminal, () => progress.end()) : undefined;
    if (pager !== undefined) {
      const rows = { columns: result.columns, batches: whileRead(batches, pager) };
      const count = await writeResult(rows, formatter, { writeOutput: (text) => pager.write(text) });
      // What has room on the screen is written now, where the line of progress was.
      progress.end();
      await pager.end();
      return count;
    }
    const writeOutput = async (text: string) => {
      progress.pause();
      await terminal.writeOutput(text);
      progress.resume();
    };
    return writeResult({ columns: result.columns, batches }, formatter, { writeOutput });
  }

  /** One file holds one result. */
  async function printParquet(result: PrintedResult): Promise<number> {
    if (hasPrinted || result.chunks === undefined)
      throw new SkyqlError('INVALID_OPTION', 'A Parquet file holds the rows of one statement.', {
        hint: "Run it alone, or write COPY (SELECT ...) TO 'file.parquet' for each.",
      });
    hasPrinted = true;
    const { writeParquet } = await import('../session/write-parquet.ts');
    const chunks = result.chunks.bind(result);
    return writeParquet({ columns: result.columns, chunks }, (piece) => terminal.writeOutput(piece));
  }
}

function refuseBinaryOnScreen(format: ResultFormat, terminal: Terminal): void {
  if (format !== 'parquet' || !terminal.outputIsScreen) return;
  throw new UsageError(
    'Parquet is no text: a screen cannot show it.',
    "Write it to a file: --outfile rows.parquet, or > rows.parquet; in a script COPY (SELECT ...) TO 'rows.parquet'.",
  );
}

/** The rows until somebody has read enough; the rest is let go. */
async function* whileRead(
  batches: WrittenResult['batches'],
  pager: Pick<Pager, 'isGone'>,
): AsyncGenerator<readonly Cells[], void> {
  for await (const batch of batches) {
    if (pager.isGone) return;
    yield batch;
  }
}

/** Without a line between them two Markdown tables are one, and tables and records hard to tell apart. */
const needBlankLine: ReadonlySet<ResultFormat> = new Set(['table', 'markdown', 'line', 'chart']);

/** What the rows of an interrupted statement are: a sum over half of them looks like any other. */
function asFarAs({ command }: PrintedResult): string {
  return command === 'SELECT' ? 'the answer holds only what was read so far' : 'the rows tell how far it came';
}
