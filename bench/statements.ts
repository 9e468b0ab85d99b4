import type { Figure } from './figure.ts';
import { measureSession } from './measure-session.ts';

const cases = [
  { what: 'SELECT name FROM r LIMIT 3', sql: 'SELECT name FROM aws.imagebuilder.image_pipelines LIMIT 3', goal: 6 },
  {
    what: 'UPDATE ... RETURNING that matches nothing',
    sql: `UPDATE aws.imagebuilder.image_pipelines SET description = 'none' WHERE name = 'there is none' RETURNING name, description`,
    goal: 10,
  },
];

/** How often DuckDB is asked for one statement: it is exact, so that one run tells. */
export async function statementFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { what, sql, goal } of cases) {
    const [first, second] = await measureSession({ sandbox: true, region: 'us-east-1' }, [sql, sql]);
    const count = first?.askedOfDuckdb ?? Number.NaN;
    figures.push({
      what: `Statements of DuckDB for ${what}`,
      measured: String(count),
      beside: `once more in the session ${second?.askedOfDuckdb}`,
      goal: `at most ${goal}`,
      // None would be a measure that sees nothing.
      holds: count > 0 && count <= goal,
    });
  }
  return figures;
}
