import type { Result } from '../../session/database.ts';
import type { OutputFormat } from './output-format.ts';

/** Formats for people, in which a document that is the whole answer would only stand in a frame. */
const framing: ReadonlySet<OutputFormat> = new Set(['table', 'markdown', 'line']);

/**
 * The IAM policies of EXPLAIN (POLICY) as JSON and nothing else, for `> policy.json`; undefined of any other result, and
 * where a format for programs was asked for.
 */
export function policyText({ command, columns, rows }: Result, format: OutputFormat): string | undefined {
  const [only, second] = columns;
  if (command !== 'EXPLAIN' || only?.name !== 'policy' || second !== undefined || !framing.has(format))
    return undefined;
  return rows.map(({ policy }) => `${JSON.stringify(policy, null, 2)}\n`).join('');
}
