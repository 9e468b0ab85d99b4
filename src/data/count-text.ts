/** A count as people read it: `1,234,567`. The first number that is formatted by a locale takes a process ten milliseconds. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
