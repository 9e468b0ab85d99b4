/** A thing measured, beside what it is to be judged by. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  readonly goal: string;
  readonly holds: boolean;
}

/** Figures as a Markdown table, its columns aligned. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, beside, goal, holds }) => [
    what,
    measured,
    beside,
    goal,
    holds ? 'yes' : 'no',
  ]);
  const header = ['what', 'median', 'beside', 'goal', 'holds'];
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
