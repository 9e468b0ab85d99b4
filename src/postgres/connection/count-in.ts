import type { ResultStream } from '../../session/database.ts';

/** How many rows a statement says that it made or changed; undefined of one that says nothing of it. */
export async function countIn(result: ResultStream): Promise<number | undefined> {
  const [column, second] = result.columns;
  if (second !== undefined || column?.name !== 'Count') return undefined;
  for await (const { Count } of result.records()) return Number(Count);
  return undefined;
}
