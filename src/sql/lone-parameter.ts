import { variableOf } from './rewrite-idioms.ts';

const alone = new RegExp(`^[\\s(]*getvariable\\('${variableOf('(\\w+)')}'\\)[\\s)]*$`);

/** The parameter that an expression is, and nothing beside it: `$name`, `($1)`. */
export function loneParameter(expression: string): string | undefined {
  return alone.exec(expression)?.[1];
}
