import { cellsOf } from '../data/cells-of.ts';
import type { ProgressUpdate } from '../session/database.ts';
import { createFormatter } from './output/create-formatter.ts';
import type { ResultFormat } from './output/output-format.ts';
import { visibleText } from './output/visible-text.ts';
import { withoutSecrets } from './print-error.ts';
import type { Progress } from './progress.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Tells of each change how it went as soon as that is known, so that it is known whatever ends the process. */
export interface Outcomes {
  update(update: ProgressUpdate): void;
  /** How many rows of the answer are written already. */
  readonly rows: number;
  /** How many may have been made of which nobody knows. */
  readonly unknown: number;
  /** How many were not tried. */
  readonly skipped: number;
}

export interface OutcomesPlace {
  readonly format: ResultFormat;
  readonly quiet: boolean;
  readonly style: Style;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

/** In JSON lines outcomes are the answer's rows and go where rows go; else each is a line on standard error, unless `quiet`. */
export function createOutcomes({ format, quiet, style, terminal, progress }: OutcomesPlace): Outcomes {
  const accepted = new Set<string>();
  let rows = 0;
  let unknown = 0;
  let skipped = 0;

  function tell(parts: readonly (string | undefined)[]): void {
    if (quiet) return;
    progress.pause();
    const [first = '', ...rest] = parts
      .filter((part) => part !== undefined && part !== '')
      .map((part) => visibleText(part ?? ''));
    terminal.writeError(withoutSecrets(`${style.bold(first)} ${rest.join(' · ')}\n`, terminal.environment));
    progress.resume();
  }

  function tellOutcome({ outcome, isAnswer }: Extract<ProgressUpdate, { kind: 'outcome' }>): void {
    if (outcome.status === 'UNKNOWN') unknown += 1;
    if (outcome.status === 'SKIPPED') skipped += 1;
    if (isAnswer && format === 'jsonl' && !terminal.outputIsGone) {
      rows += 1;
      const columns = Object.keys(outcome).map((name) => ({ name, type: 'VARCHAR' }));
      const formatter = createFormatter(format, { style });
      const begun = formatter.begin(columns);
      const [cells = []] = cellsOf(columns, [outcome]);
      progress.pause();
      // To a pipe or a file it is written before anything else happens: a process that is killed has told it.
      void terminal.writeOutput(begun + formatter.row(cells) + formatter.end());
      progress.resume();
      return;
    }
    // Of these no call was made.
    if (outcome.status === 'UNCHANGED' || outcome.status === 'SKIPPED') return;
    const { operation, status, identifier, region, error_code, message, request_token } = outcome;
    const text = (value: unknown) => (value === null || value === undefined ? undefined : String(value));
    tell([
      `${operation} ${status}`,
      text(identifier),
      text(region),
      text(request_token) && `request ${request_token}`,
      [text(error_code), text(message)].filter((part) => part !== undefined).join(': '),
    ]);
  }

  return {
    update(update) {
      if (update.kind === 'outcome' || update.kind === 'mutation') terminal.outlivesReader = true;
      if (update.kind === 'outcome') tellOutcome(update);
      else if (update.kind === 'mutation' && update.requestToken !== undefined && !accepted.has(update.requestToken)) {
        accepted.add(update.requestToken);
        if (!isOver.test(update.status))
          tell([`${update.operation} accepted`, update.identifier, update.region, `request ${update.requestToken}`]);
      }
    },
    get rows() {
      return rows;
    },
    get unknown() {
      return unknown;
    },
    get skipped() {
      return skipped;
    },
  };
}

const isOver = /^(SUCCESS|FAILED|CANCEL_COMPLETE)$/;
