import type { Hints } from './statement.ts';
import type { Token } from './token.ts';

/** What the hints of a statement ask for, wherever they stand in it; those that are not known say nothing. */
export function hintsIn(tokens: readonly Token[]): Hints {
  const words = new Set(
    tokens
      .filter((token) => token.kind === 'hint')
      .flatMap((token) =>
        token.text
          .slice(3, -2)
          .toLowerCase()
          .split(/[\s,]+/),
      ),
  );
  return { wait: !words.has('nowait') };
}
