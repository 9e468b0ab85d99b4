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

/** A formatter for one result. */
export function createFormatter(format: OutputFormat, settings: OutputSettings): RowFormatter {
  return formatters[format](settings);
}
