import { argumentOf, carried } from './carried-value.ts';
import { sqliteFunction } from './sqlite-functions.ts';
import { type Argument, plain, text } from './sqlite-value.ts';

/** A function of SQLite's with its arguments as a list in JSON (carried-value.ts); what it gives, as the next one takes it. */
export function callSqlite(name: string, args: string): string | undefined {
  return carried(answerOf(name, args)) ?? undefined;
}

/** The same; what it gives as a text. */
export function sqliteTextOf(name: string, args: string): string | undefined {
  const answer = plain(answerOf(name, args));
  return (typeof answer === 'number' && Number.isNaN(answer) ? null : text(answer)) ?? undefined;
}

function answerOf(name: string, args: string): Argument {
  const called = sqliteFunction(name);
  if (called === undefined) throw new Error(`There is no function ${name} of SQLite's here.`);
  return called((JSON.parse(args) as readonly (string | null)[]).map(argumentOf));
}
