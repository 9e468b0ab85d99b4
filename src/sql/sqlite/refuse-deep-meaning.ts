import { positionAt } from '../../errors/position-at.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { isBlank, isName, isPunctuation, type Token } from '../token.ts';

/** Forty functions within each other, three calls each: planned in half a second. Far beyond it DuckDB ends the process. */
const deepest = 130;

/** Refuses expressions whose meaning in DuckDB's words nests too deep. Throws TOO_DEEP. */
export function refuseDeepMeaning(source: string, meant: readonly Token[]): void {
  const open: boolean[] = [];
  let calls = 0;
  let previous: Token | undefined;
  for (const token of meant) {
    if (isPunctuation(token, '(')) {
      const isCall = isName(previous);
      open.push(isCall);
      if (isCall) calls += 1;
    } else if (isPunctuation(token, ')') && open.pop() === true) calls -= 1;
    if (!isBlank(token)) previous = token;
    if (calls <= deepest) continue;
    throw new SkyqlError('TOO_DEEP', 'An expression nests more functions within each other than DuckDB can plan.', {
      hint: 'Give the inner parts names with WITH name AS (...).',
      position: positionAt(source, token.offset),
    });
  }
}
