import type { Row, Value } from '../../src/data/value.ts';
import type { SkyqlError } from '../../src/errors/skyql-error.ts';
import { connect } from '../../src/session/connect.ts';
import type { ConnectOptions } from '../../src/session/connect-options.ts';
import type { Database, Parameters, QueryOptions, Result } from '../../src/session/database.ts';

/** A session over a sandbox of its own, with the questions that tests of the language ask. */
export interface LanguageSession {
  readonly db: Database;
  query(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<Result>;
  rows(sql: string, parameters?: Parameters): Promise<readonly Row[]>;
  /** The values of the first column. */
  values(sql: string, parameters?: Parameters): Promise<readonly Value[]>;
  /** The error that a statement fails with; a statement that does not fail fails the test. */
  failure(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<SkyqlError>;
  /** The operations that a statement called, in the order of their names, and how it ended. */
  calls(sql: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export const home = '123456789012';

export async function openLanguage(
  options: ConnectOptions & { readonly seed?: 'demo' | 'empty' },
): Promise<LanguageSession> {
  const { seed = 'demo', ...rest } = options;
  const isElsewhere = rest.endpoint !== undefined;
  const db = await connect({ ...(isElsewhere ? {} : { sandbox: { seed, clock: 'instant' } as const }), ...rest });
  return languageOver(db);
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function languageOver(db: Database): LanguageSession {
  const query = (sql: string, parameters?: Parameters, queryOptions?: QueryOptions) =>
    db.query(sql, parameters, queryOptions);
  return {
    db,
    query,
    rows: async (sql, parameters) => (await query(sql, parameters)).rows,
    async values(sql, parameters) {
      const { rows, columns } = await query(sql, parameters);
      return rows.map((row) => row[columns[0]?.name ?? ''] ?? null);
    },
    async failure(sql, parameters, queryOptions) {
      const outcome = await query(sql, parameters, queryOptions).then(
        (result) => new Error(`It answered ${JSON.stringify(result.rows)}: ${sql}`),
        (error: unknown) => error,
      );
      if (outcome instanceof Error && 'code' in outcome) return outcome as SkyqlError;
      throw outcome;
    },
    async calls(sql) {
      const operations: string[] = [];
      await query(sql, undefined, {
        onProgress: (update) => {
          if (update.kind === 'call') operations.push(update.call.operation);
        },
      }).catch(() => undefined);
      return operations.toSorted();
    },
    close: () => db.close(),
  };
}
