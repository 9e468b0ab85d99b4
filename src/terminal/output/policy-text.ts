import type { Cells } from '../../data/value.ts';
import type { ResultStream } from '../../session/database.ts';
import { visibleJson } from './json-object.ts';
import type { ResultFormat } from './output-format.ts';

/** Formats for people, in which a document that is the whole answer would only stand in a frame. */
const framing: ReadonlySet<ResultFormat> = new Set(['table', 'markdown', 'line']);

/** Whether a result is the IAM policies of EXPLAIN (POLICY), and no format for programs was asked for. */
export function isPolicies(
  { command, columns }: Pick<ResultStream, 'command' | 'columns'>,
  format: ResultFormat,
): boolean {
  const [only, second] = columns;
  return command === 'EXPLAIN' && only?.name === 'policy' && second === undefined && framing.has(format);
}

/** The policies as JSON and nothing else, for `> policy.json`. */
export function policyText(rows: readonly Cells[]): string {
  return rows.map(([policy]) => `${visibleJson(JSON.stringify(policy, null, 2))}\n`).join('');
}
