import type { SkyqlError } from '../../errors/skyql-error.ts';
import type { Token } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { faultAt } from '../manifest/source-file.ts';
import { type Printed, renderTemplate } from './jinja.ts';
import type { Template } from './parse-template.ts';
import { placeInToken } from './place-in-token.ts';
import { type Scope, valuesOf } from './render-value.ts';

/**
 * A statement of a template. What it prints never leaves the place that it is printed in: by the token that it lies in it is escaped
 * inside of quotes, and outside of them only numbers, booleans, NULL and names come through. `| raw` is as it is. Throws
 * INVALID_TEMPLATE and UNDEFINED_VARIABLE.
 */
export function renderSql(template: Template, scope: Scope): string {
  const { text, printed, marks } = renderTemplate(template, valuesOf(template, scope), scope.functions);
  const withRaw = text.replace(marks, (mark) => {
    const own = printed.get(mark);
    return own?.as === 'raw' ? String(own.value ?? '') : mark;
  });
  const expected: string[] = [];
  let sql = '';
  for (const token of tokensOf(template, withRaw)) {
    const placed = token.text.match(marks) === null ? token.text : placeInToken(token, { printed, marks, fault });
    sql += placed;
    if (placed === token.text) expected.push(placed);
    else for (const { text: own } of tokenize(placed)) expected.push(own);
  }
  // Whatever was overlooked: the statement has the tokens that its parts have one by one, or it is not run.
  const tokens = tokenize(sql);
  const isSame = tokens.length === expected.length && tokens.every((token, index) => token.text === expected[index]);
  if (isSame) return sql;
  const [first] = printed.values();
  throw fault(first, 'What it prints joins what stands beside it to something else');

  function fault(own: Printed | undefined, message: string, hint?: string): SkyqlError {
    const { file, offset } = template.place;
    const at = { file, offset: offset + Math.max(0, own?.offset ?? 0) };
    return faultAt(at, 'UNSAFE_VALUE', `{{ ${own?.expression ?? ''} }}: ${message}.`, {
      hint: hint ?? 'Write it in quotes, or mark what is SQL as it is: {{ ... | raw }}.',
    });
  }
}

function tokensOf({ place }: Template, text: string): readonly Token[] {
  try {
    return tokenize(text);
  } catch (error) {
    throw faultAt(place, 'SYNTAX_ERROR', (error as SkyqlError).message, {
      hint: (error as SkyqlError).hint,
      cause: error,
    });
  }
}
