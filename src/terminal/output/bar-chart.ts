import { countText } from '../../data/count-text.ts';
import { amountText } from './amount-text.ts';
import type { ChartSettings, Point } from './chart.ts';
import { displayWidth, padToWidth, truncateToWidth } from './display-width.ts';
import { visibleText } from './visible-text.ts';

/** More bars than anybody reads; how many more there were is told. */
export const mostBars = 1_000;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar a row, and how many rows more there are: from the line of zero to the right, or to the left where the number is below it. */
export function barChart(shown: readonly Point[], rest: number, { style, width, ascii }: ChartSettings): string {
  const labels = shown.map(({ label }) => (label === undefined ? 'NULL' : visibleText(label)));
  const amounts = shown.map(({ amount }) => (amount === undefined ? 'NULL' : amountText(amount)));
  const labelWidth = Math.min(Math.max(...labels.map(displayWidth)), Math.floor(width / 3));
  const amountWidth = Math.max(...amounts.map(displayWidth));
  const axis = ascii ? '|' : '│';
  const room = Math.max(4, width - labelWidth - amountWidth - 4);
  const values = shown.map(({ amount = 0 }) => amount);
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const span = most - least || 1;
  const left = least === 0 ? 0 : Math.max(1, Math.round((room * -least) / span));
  const right = room - left;

  const lines = shown.map(({ amount }, index) => {
    const value = amount ?? 0;
    const below = value < 0 ? (ascii ? '#' : '█') : '';
    const cells = value < 0 ? Math.max(1, Math.round((left * value) / least)) : 0;
    const negative = below.repeat(cells).padStart(left);
    const positive = value > 0 ? bar((right * value) / most, ascii) : '';
    const label = padToWidth(cut(labels[index] ?? '', labelWidth, ascii), labelWidth, 'left');
    const number = amount === undefined ? style.dim('NULL') : amounts[index];
    return `${label} ${negative === '' ? '' : style.red(negative)}${style.dim(axis)}${style.cyan(positive)} ${number}\n`;
  });
  if (rest > 0) lines.push(style.dim(`${ascii ? '...' : '…'} and ${countText(rest)} more\n`));
  return lines.join('');
}

/** A bar of so many cells, the last of them in eighths. What is more than nothing is seen. */
function bar(cells: number, ascii: boolean): string {
  if (ascii) return '#'.repeat(Math.max(1, Math.round(cells)));
  const parts = Math.max(1, Math.round(cells * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

function cut(label: string, width: number, ascii: boolean): string {
  const fitting = truncateToWidth(label, width);
  return ascii && fitting !== label ? `${truncateToWidth(label, width - 2).slice(0, -1)}...` : fitting;
}
