import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';
import { publishedStatements } from './support/published-statements.ts';
import { isTriedToday } from './support/run-seed.ts';

describe('statements that users of StackQL publish', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1', dialect: 'stackql', seed: 'empty' });
  });
  afterAll(() => sky.close());

  /** Plans a statement; one that shows something is run. */
  const asked = (sql: string): string => (/^(?:SHOW|DESCRIBE)\b/.test(sql) ? sql : `EXPLAIN ${sql}`);

  it('are 150 at least, and plan as they are', async () => {
    expect(new Set(publishedStatements).size).toBe(publishedStatements.length);
    expect(publishedStatements.length).toBeGreaterThanOrEqual(150);
    const refused: string[] = [];
    for (const sql of publishedStatements.filter(isTriedToday)) {
      const outcome = await sky.query(asked(sql)).catch((error: unknown) => error);
      if (outcome instanceof Error) refused.push(`${sql}\n  ${outcome.message}`);
    }
    expect(refused).toEqual([]);
  });
});
