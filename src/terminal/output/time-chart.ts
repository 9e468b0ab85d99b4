import { amountText } from './amount-text.ts';
import type { ChartSettings, Point } from './chart.ts';
import { displayWidth, padToWidth } from './display-width.ts';

const height = 10;
const steps = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

interface Moment {
  readonly time: number;
  readonly text: string;
  readonly amount: number;
}

/** The numbers over time: a column of the screen is a piece of it, as high as what falls into it is on average. */
export function timeChart(points: readonly Point[], title: string, { style, width, ascii }: ChartSettings): string {
  const moments = points.flatMap(({ label, amount }): readonly Moment[] => {
    const time =
      label === undefined
        ? Number.NaN
        : Date.parse(label.includes('T') || !label.includes(' ') ? label : `${label.replace(' ', 'T')}Z`);
    return label === undefined || amount === undefined || Number.isNaN(time) ? [] : [{ time, text: label, amount }];
  });
  const [first] = moments;
  if (first === undefined) return style.dim(`${title}: nothing but NULL\n`);
  const ordered = [...moments].sort((one, other) => one.time - other.time);
  const from = ordered[0] ?? first;
  const to = ordered.at(-1) ?? first;
  const most = ordered.reduce((high, { amount }) => Math.max(high, amount), 0);
  const least = ordered.reduce((low, { amount }) => Math.min(low, amount), 0);
  const marks = [amountText(most), amountText(least)];
  const markWidth = Math.max(...marks.map(displayWidth));
  const columns = Math.max(8, width - markWidth - 3);
  const means = meansIn(ordered, columns);
  const span = most - least || 1;

  const lines = Array.from({ length: height }, (_, row) => {
    const mark = row === 0 ? (marks[0] ?? '') : row === height - 1 ? (marks[1] ?? '') : '';
    const cells = means.map((mean) => cellAt(mean, height - 1 - row)).join('');
    return `${padToWidth(mark, markWidth, 'right')} ${style.dim(ascii ? '|' : '│')}${style.cyan(cells.trimEnd())}\n`;
  });
  const end = from === to ? '' : to.text;
  const gap = ' '.repeat(Math.max(1, columns - displayWidth(from.text) - displayWidth(end)));
  const rule = (ascii ? '-' : '─').repeat(columns);
  return [
    `${style.bold(title)}\n`,
    ...lines,
    `${' '.repeat(markWidth + 1)}${style.dim(`${ascii ? '+' : '└'}${rule}`)}\n`,
    `${' '.repeat(markWidth + 2)}${from.text}${gap}${end}\n`.replace(/ +\n$/, '\n'),
  ].join('');

  /** What one cell shows of a column that is so high: rows are counted from below. */
  function cellAt(mean: number | undefined, row: number): string {
    if (mean === undefined) return ' ';
    const parts = Math.max(1, Math.round(((mean - least) / span) * height * 8)) - row * 8;
    if (ascii) return parts >= 4 || (row === 0 && parts > 0) ? '#' : ' ';
    return steps[Math.max(0, Math.min(8, parts))] ?? ' ';
  }
}

/** The mean of what falls into each of so many pieces of the time; undefined where nothing does. */
function meansIn(moments: readonly Moment[], pieces: number): readonly (number | undefined)[] {
  const from = moments[0]?.time ?? 0;
  const length = (moments.at(-1)?.time ?? 0) - from || 1;
  const sums = new Float64Array(pieces);
  const counts = new Uint32Array(pieces);
  for (const { time, amount } of moments) {
    const at = Math.min(pieces - 1, Math.floor(((time - from) / length) * pieces));
    sums[at] = (sums[at] ?? 0) + amount;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return Array.from(sums, (sum, at) => ((counts[at] ?? 0) === 0 ? undefined : sum / (counts[at] ?? 1)));
}
