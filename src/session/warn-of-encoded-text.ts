import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { encodedText } from '../sql/sqlite/encoded-text.ts';
import { tokenize } from '../sql/tokenize.ts';
import type { StatementContext } from './statement-context.ts';

/** Says of a comparison with a percent-encoded document that it finds nothing: documents are decoded here. */
export function warnOfEncodedText(run: StatementContext, sql: string): void {
  const text = sql.includes('%22') ? encodedText(tokenize(sql)) : undefined;
  if (text === undefined) return;
  run.onWarning(
    new SkyqlError('ENCODED_TEXT', 'A percent-encoded document is compared, and documents are decoded here.', {
      hint: "Write the document as JSON, and compare it with aws_policy_equal(column, '{...}').",
      position: positionAt(sql, text.offset),
    }),
  );
}
