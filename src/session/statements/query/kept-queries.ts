import type { Batch } from '../../../engine/batch.ts';
import type { BoundValue } from '../../../engine/bound-value.ts';
import type { StatementShape } from '../../../engine/describe-statement.ts';
import type { Engine } from '../../../engine/engine.ts';
import type { KeptStatement } from '../../../engine/kept-statement.ts';
import { boundParameters } from '../../../sql/cast-parameters.ts';
import { readsNoTable } from '../../../sql/reads-no-table.ts';
import { type RowSource, storedRows } from '../../row-source.ts';
import type { Session } from '../../session.ts';

/** How many queries a session keeps. */
const most = 32;
/** How many texts it keeps that are read as the same query. */
const mostTexts = 4;

interface KeptQuery {
  statement?: KeptStatement;
  /** The texts that users asked it by, each with the names of its parameters. */
  readonly texts: Set<string>;
  shape?: StatementShape;
}

/**
 * Queries that name no table, as drivers send them again and again (`SELECT 1`, `SELECT $1::int`): DuckDB takes twenty times as long to
 * read one as to answer it, so it reads it once. Whatever changes what a name means in the session lets all of them go.
 */
export class KeptQueries {
  readonly #engine: Engine;
  readonly #kept = new Map<string, KeptQuery>();
  /** What the texts that users asked by were read as. */
  readonly #read = new Map<string, string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Runs a query that is kept, or is now, as far as its columns; undefined where it has to go the usual way, as what fails has to. */
  async open(session: Session, sql: string, values: ReadonlyMap<string, BoundValue>): Promise<RowSource | undefined> {
    const kept = this.#find(session, sql);
    if (kept === undefined) return undefined;
    try {
      kept.statement ??= await this.#engine.keep(boundParameters(sql));
      const given = Object.fromEntries(values);
      if (mayGiveMany.test(sql)) return await kept.statement.open(given);
      const result = await kept.statement.read(given);
      return result && storedRows(result);
    } catch {
      this.#forget(sql);
      return undefined;
    }
  }

  /** Runs it to its end. */
  async read(session: Session, sql: string, values: ReadonlyMap<string, BoundValue>): Promise<RowSource | undefined> {
    const cursor = await this.open(session, sql, values);
    if (cursor === undefined) return undefined;
    const batches: Batch[] = [];
    try {
      for (let batch = await cursor.next(); batch !== undefined; batch = await cursor.next()) batches.push(batch);
    } catch {
      return undefined;
    }
    return storedRows({ columns: cursor.columns, rows: [], batches });
  }

  /** What a text was read as when it was asked before, with parameters of the same names. */
  textOf(asked: string, values: ReadonlyMap<string, BoundValue>): string | undefined {
    return this.#read.size === 0 ? undefined : this.#read.get(textKey(asked, values));
  }

  /** Takes note of what a text was read as. */
  remember(asked: string, values: ReadonlyMap<string, BoundValue>, sql: string): void {
    const texts = this.#kept.get(sql)?.texts;
    const key = textKey(asked, values);
    if (texts === undefined || texts.size >= mostTexts || this.#read.has(key)) return;
    texts.add(key);
    this.#read.set(key, sql);
  }

  /** What a query takes and gives, found out once. */
  async shape(session: Session, sql: string, describe: () => Promise<StatementShape>): Promise<StatementShape> {
    const kept = this.#find(session, sql);
    if (kept?.shape !== undefined) return kept.shape;
    const shape = await describe();
    if (kept !== undefined) kept.shape = shape;
    return shape;
  }

  /** For statements that define something. */
  clear(): void {
    for (const sql of [...this.#kept.keys()]) this.#forget(sql);
  }

  #find(session: Session, sql: string): KeptQuery | undefined {
    const isUsual = session.dialect === 'duckdb' && session.transaction === 'none' && !session.hasOwnFunctions;
    if (!isUsual || session.hasConnectionState || session.macros.areMade) return undefined;
    const known = this.#kept.get(sql);
    if (known !== undefined || !readsNoTable(boundParameters(sql))) return known;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= most && oldest !== undefined) this.#forget(oldest);
    const kept: KeptQuery = { texts: new Set() };
    this.#kept.set(sql, kept);
    return kept;
  }

  #forget(sql: string): void {
    const { statement, texts = [] } = this.#kept.get(sql) ?? {};
    statement?.close();
    for (const text of texts) this.#read.delete(text);
    this.#kept.delete(sql);
  }
}

/** Functions that make many rows of one, of which the first may be wanted before the last are there. */
const mayGiveMany = /unnest|unlist/i;

function textKey(asked: string, values: ReadonlyMap<string, BoundValue>): string {
  return [...values.keys(), asked].join('\0');
}
