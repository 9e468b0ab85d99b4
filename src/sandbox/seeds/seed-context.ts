export const hour = 3_600_000;
export const day = 24 * hour;

/** `2026.10` of a time. */
export function monthOf(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}.${date.getUTCMonth() + 1}`;
}

/** `20261003` of a time. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}
