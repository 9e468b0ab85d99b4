import type { Cells, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ResultColumn } from '../../session/database.ts';
import { barChart, mostBars } from './bar-chart.ts';
import { isNumericType } from './numeric-type.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { timeChart } from './time-chart.ts';

/** A point of a chart: what it is of, and how much that is. */
export interface Point {
  readonly label: string | undefined;
  /** Undefined of NULL. */
  readonly amount: number | undefined;
}

/** What a chart is drawn with. */
export interface ChartSettings extends Pick<OutputSettings, 'style'> {
  readonly width: number;
  /** Whether the place shows no more than ASCII. */
  readonly ascii: boolean;
}

/** Of a file a chart has the width of an old screen. */
const usualWidth = 80;
const isTime = (type: string) => /^(DATE|TIMESTAMP)/i.test(type);

/**
 * A result of two columns as a drawing: a bar a row where the first says what the second counts, a line over time where the
 * first is a date or a time. Throws INVALID_OPTION of other results.
 */
export function chartFormatter({ style, screenWidth = usualWidth, ascii = false }: OutputSettings): RowFormatter {
  const points: Point[] = [];
  /** Bars that nobody would read are counted alone, so that any number of rows takes little memory. */
  let rest = 0;
  let columns: readonly ResultColumn[] = [];
  return {
    begin(resultColumns) {
      const [first, second] = resultColumns;
      if (resultColumns.length !== 2 || first === undefined || second === undefined || !isNumericType(second.type)) {
        const has = resultColumns.map(({ name, type }) => `${name} (${type})`).join(', ');
        throw new SkyqlError(
          'INVALID_OPTION',
          `A chart needs two columns, of which the second holds numbers; the result has ${has}.`,
          {
            hint: 'Write SELECT what, count(*) ... GROUP BY 1 for bars, or a date or time first for a line over time.',
          },
        );
      }
      columns = resultColumns;
      return '';
    },
    row([label, amount]: Cells) {
      if (points.length < mostBars || isTime(columns[0]?.type ?? ''))
        points.push({ label: textOf(label), amount: numberOf(amount) });
      else rest += 1;
      return '';
    },
    end() {
      const [first, second] = columns;
      if (first === undefined || second === undefined) return '';
      const settings = { style, width: Math.max(screenWidth, 20), ascii };
      if (points.length === 0) return style.dim(`${first.name}, ${second.name}: no rows\n`);
      return isTime(first.type) ? timeChart(points, second.name, settings) : barChart(points, rest, settings);
    },
  };
}

function textOf(value: Value | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Decimals and large integers come as texts. */
function numberOf(value: Value | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
