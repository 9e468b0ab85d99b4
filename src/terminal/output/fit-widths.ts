/** Below this a cell says too little. */
const narrowest = 6;

/** Whether columns fit a screen side by side, each wide enough to say something. */
export function fitScreen(natural: readonly number[], screenWidth: number, separatorWidth: number): boolean {
  const least = natural.reduce((sum, width) => sum + Math.min(width, narrowest), 0);
  return least + separatorWidth * Math.max(0, natural.length - 1) <= screenWidth;
}

/**
 * Column widths that fit a screen: the widest columns give way first, none below what can still be read.
 * Lines stay too long when there are too many columns for that.
 */
export function fitWidths(natural: readonly number[], screenWidth: number, separatorWidth: number): number[] {
  const available = screenWidth - separatorWidth * Math.max(0, natural.length - 1);
  const total = (limit: number): number => natural.reduce((sum, width) => sum + Math.min(width, limit), 0);
  if (total(Number.POSITIVE_INFINITY) <= available) return [...natural];

  let limit = Math.max(...natural);
  while (limit > narrowest && total(limit) > available) limit--;
  let spare = available - total(limit);
  return natural.map((width) => {
    if (width <= limit || spare <= 0) return Math.min(width, limit);
    spare--;
    return limit + 1;
  });
}
