import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitScript } from './split-script.ts';

const texts = (sql: string): readonly string[] => splitScript(sql).map((statement) => statement.text);

describe('splitScript', () => {
  it('splits outside quotes and comments only', () => {
    const statements = [
      "SELECT 'a;b'",
      'SELECT ";" -- ; x\n FROM t',
      'SELECT $$;$$ /* ; */ + 1',
      '/*+ create; */ INSERT INTO r VALUES (1)',
    ];
    expect(texts(statements.join(';\n'))).toEqual(statements);
  });

  it('drops what says nothing', () => {
    expect(texts(' ; ;; -- nothing\n; /* nothing */ SELECT 1 ; -- end')).toEqual(['SELECT 1']);
    expect(texts('')).toEqual([]);
  });

  it('gives the offsets of the statements', () => {
    const sql = ' SELECT 1; \n SELECT 2';
    for (const { offset, text } of splitScript(sql)) expect(sql.slice(offset, offset + text.length)).toBe(text);
    expect(splitScript(sql).map(({ offset }) => offset)).toEqual([1, 13]);
  });

  it('finds again the statements that were joined', () => {
    const statement = fc
      .array(fc.constantFrom('SELECT', "';'", '";"', '$$;$$', 'a', '1', '(', ')', '/*;*/', '--;\n', 'x'), {
        minLength: 1,
      })
      .map((words) => words.join(' ').trim());
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        const joined = statements.flatMap((sql) => texts(sql));
        expect(texts(statements.join('\n;\n'))).toEqual(joined);
        expect(joined.every((sql) => texts(sql).length === 1)).toBe(true);
      }),
      { seed: 11 },
    );
  });
});
