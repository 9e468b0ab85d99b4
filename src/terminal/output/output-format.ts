import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';
import type { Style } from '../style.ts';

export const outputFormats = [
  'table',
  'json',
  'jsonl',
  'ndjson',
  'csv',
  'markdown',
  'line',
  'text',
  'pptext',
  'html',
  'chart',
] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** What the rows of statements can be written as: Parquet is no text, and is written by DuckDB. */
export const resultFormats = [...outputFormats, 'parquet'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** What a format must know about the place it writes to. */
export interface OutputSettings {
  readonly style: Style;
  /** The width of the screen; undefined when rows go to a file or another program, which get every cell whole. */
  readonly screenWidth?: number;
  /** Whether the place shows no more than ASCII, as a terminal that is `dumb`. */
  readonly ascii?: boolean;
  /** Whether CSV keeps texts from being taken for formulas by a spreadsheet. */
  readonly csvSafe?: boolean;
  /** What stands between the cells of CSV and text. */
  readonly delimiter?: string | undefined;
  /** Whether CSV and text have no line with the names of the columns. */
  readonly hideHeaders?: boolean;
}

/** Writes one result: `begin`, then each row, then `end`; each gives the text that is due by then. */
export interface RowFormatter {
  begin(columns: readonly ResultColumn[]): string;
  row(cells: Cells): string;
  end(): string;
}

export type CreateFormatter = (settings: OutputSettings) => RowFormatter;
