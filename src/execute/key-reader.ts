import { qualifiedName } from '../data/quote.ts';
import type { Value } from '../data/value.ts';
import type { Engine } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { FetchPlan, FetchTable, Keys } from '../plan/fetch-plan.ts';
import { keyQuery } from '../plan/keys/key-query.ts';
import type { KeyLink, Origin } from '../plan/outline/query-outline.ts';

type ReadOrigin = Extract<Origin, { kind: 'read' }>;

/** Reads the keys that the tables of other nodes hold for one column of a scan. */
export class KeyReader {
  readonly #tables: FetchPlan['tables'];
  readonly #engine: Engine;
  readonly #link: KeyLink;
  /** Keys that were given already. */
  readonly #given = new Set<Value>([null]);
  /** How many rows of a table were looked at. */
  readonly #seen = new Map<number, number>();

  constructor({ tables }: Pick<FetchPlan, 'tables'>, engine: Engine, link: KeyLink) {
    this.#tables = tables;
    this.#engine = engine;
    this.#link = link;
  }

  /** All keys, or nothing where they cannot be told: then the scan is read without. */
  async all(): Promise<Keys | undefined> {
    try {
      return await this.#read(false);
    } catch (error) {
      if (error instanceof SkyqlError && error.code !== 'INTERRUPTED') return undefined;
      throw error;
    }
  }

  /** The keys that have come since the last time, each once. */
  further(): Promise<Keys> {
    return this.#read(true);
  }

  async #read(isPart: boolean): Promise<Keys> {
    const values = new Set<Value>();
    for (const source of this.#link.sources) {
      const found = source.kind === 'values' ? source.values : await this.#keysOf(source, isPart);
      for (const value of found) if (!this.#given.has(value)) values.add(value);
    }
    for (const value of values) this.#given.add(value);
    return { column: this.#link.column, values: [...values] };
  }

  async #keysOf(source: ReadOrigin, isPart: boolean): Promise<readonly Value[]> {
    const table = this.#tables.find(({ id }) => id === source.read);
    if (table === undefined) throw new SkyqlError('ENGINE_FAILED', `The plan has no table ${source.read}.`);
    const first = this.#seen.get(source.read) ?? 0;
    if (isPart) this.#seen.set(source.read, await this.#rowsOf(table));
    const { rows } = await this.#engine.query(keyQuery(source, table, first));
    return rows.map(({ key }) => key ?? null);
  }

  /** Rows are only added: the next ones have higher numbers. */
  async #rowsOf({ table }: FetchTable): Promise<number> {
    const name = qualifiedName([table.catalog, table.schema, table.table]);
    const { rows } = await this.#engine.query(`SELECT coalesce(max(rowid) + 1, 0) AS rows FROM ${name}`);
    return Number(rows[0]?.rows ?? 0);
  }
}
