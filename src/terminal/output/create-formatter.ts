import { chartFormatter } from './chart.ts';
import { csvFormatter } from './csv.ts';
import { htmlFormatter } from './html.ts';
import { jsonFormatter } from './json.ts';
import { jsonlFormatter } from './jsonl.ts';
import { lineFormatter } from './line.ts';
import { markdownFormatter } from './markdown.ts';
import type { CreateFormatter, OutputFormat, OutputSettings, RowFormatter } from './output-format.ts';
import { tableFormatter } from './table.ts';
import { textFormatter } from './text.ts';
import { withDecimals } from './with-decimals.ts';

const formatters: Readonly<Record<OutputFormat, CreateFormatter>> = {
  table: tableFormatter,
  json: jsonFormatter,
  jsonl: jsonlFormatter,
  ndjson: jsonlFormatter,
  csv: csvFormatter,
  markdown: markdownFormatter,
  line: lineFormatter,
  text: textFormatter(false),
  pptext: textFormatter(true),
  html: htmlFormatter,
  chart: chartFormatter,
};

/** What has numbers as numbers. */
const ofValues: ReadonlySet<OutputFormat> = new Set(['json', 'jsonl', 'ndjson', 'chart']);

/** A formatter for one result. */
export function createFormatter(format: OutputFormat, settings: OutputSettings): RowFormatter {
  const formatter = formatters[format](settings);
  return ofValues.has(format) ? formatter : withDecimals(formatter);
}
