import { expectEquals } from './clauses.ts';
import type { ParseContext } from './parse-context.ts';
import type { ExecStatement } from './statement.ts';
import { isName, isOperator, isPunctuation, nameOf, type Token } from './token.ts';

const form = "Write EXEC provider.service.resource.method @Parameter = value, ... [@@json = '{...}'].";

export function parseExec({ cursor, base, hints }: ParseContext): ExecStatement {
  cursor.next();
  const method = cursor.expectNameReference('the method to call');
  const given: { name: string; expression: string }[] = [];
  let json: string | undefined;
  while (!cursor.atEnd) {
    cursor.takePunctuation(',');
    const marker = cursor.peek();
    if (!isMarker(marker) || !isName(cursor.peek(1))) throw cursor.expected('@Parameter = value', form);
    cursor.next();
    const start = cursor.index;
    const name = nameOf(cursor.expectName('the name of a parameter'));
    expectEquals(cursor, `@${name}`);
    const expression = cursor.takeUntil(
      (token) => isPunctuation(token, ',') || beginsArgument(token, cursor.peek(1), cursor.peek(2)),
      `a value for @${name}`,
    );
    if (isOperator(marker, '@@')) {
      const isJson = name.toLowerCase() === 'json';
      if (!isJson || json !== undefined) {
        cursor.moveTo(start);
        throw cursor.error(isJson ? '@@json is given twice.' : `There is no @@${name}, only @@json.`, form);
      }
      json = expression;
    } else given.push({ name, expression });
  }
  return { ...base, kind: 'exec', method, arguments: given, json, hints };
}

function beginsArgument(marker: Token | undefined, name: Token | undefined, equals: Token | undefined): boolean {
  return isMarker(marker) && isName(name) && isOperator(equals, '=');
}

function isMarker(token: Token | undefined): boolean {
  return isOperator(token, '@') || isOperator(token, '@@');
}
