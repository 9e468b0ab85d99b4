/** SQL for QUALIFY: that a row is one of the first of its partition in an order, or equal to the last of them. */
export function rankedWithin(rows: number, partition: readonly string[], order: readonly string[]): string {
  const by = partition.length === 0 ? '' : `PARTITION BY ${partition.join(', ')} `;
  return `rank() OVER (${by}ORDER BY ${order.join(', ')}) <= ${rows}`;
}
