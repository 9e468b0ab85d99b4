import { fileURLToPath } from 'node:url';
import type { ConnectOptions } from '../src/session/index.ts';
import { measureProcess } from './measure-process.ts';

/** What one statement of a session took. */
export interface StatementMeasure {
  readonly milliseconds: number;
  /** Of all threads of the process that the session is in. */
  readonly processorMilliseconds: number;
  readonly rows: number;
  readonly calls: number;
  readonly warnings: number;
  /** Statements, appenders and questions for names. */
  readonly askedOfDuckdb: number;
}

const program = fileURLToPath(new URL('measured-session.mjs', import.meta.url));

/** Runs statements one after the other in a session in a process of its own, of the built package. Throws at a warning. */
export async function measureSession(
  options: ConnectOptions,
  statements: readonly string[],
): Promise<readonly StatementMeasure[]> {
  const { output } = await measureProcess([program, JSON.stringify({ options, statements })], {
    // The binding that is watched must be the one that the session uses, and what is kept compiled is another.
    NODE_DISABLE_COMPILE_CACHE: '1',
  });
  const measures = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StatementMeasure);
  if (measures.some(({ warnings }) => warnings > 0)) throw new Error(`A statement warned: ${statements.join('; ')}`);
  return measures;
}
