import { qualifiedName } from '../data/quote.ts';
import type { Value } from '../data/value.ts';
import type { Engine } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { FetchPlan, FetchTable, Keys } from '../plan/fetch-plan.ts';
import { keyQuery } from '../plan/keys/key-query.ts';
import type { KeyLink, Origin } from '../plan/outline/query-outline.ts';

type ReadOrigin = Extract<Origin, { kind: 'read' }>;

/** A key, and the region in which it matters where a join tells. */
interface LocatedKey {
  readonly key: Value;
  readonly region: string | undefined;
}

/** Reads the keys that the tables of other nodes hold for one column of a scan. */
export class KeyReader {
  readonly #tables: FetchPlan['tables'];
  readonly #engine: Engine;
  readonly #link: KeyLink;
  readonly #region: KeyLink | undefined;
  /** Keys that were given already, by region. */
  readonly #given = new Map<string | undefined, Set<Value>>();
  /** How many rows of a table were looked at. */
  readonly #seen = new Map<number, number>();

  /** `region` is the link that says in which region each key matters. */
  constructor({ tables }: Pick<FetchPlan, 'tables'>, engine: Engine, link: KeyLink, region?: KeyLink) {
    this.#tables = tables;
    this.#engine = engine;
    this.#link = link;
    this.#region = region;
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

  /** The keys that have come since the last time, each once; where regions are told, each once a region. */
  further(): Promise<Keys> {
    return this.#read(true);
  }

  async #read(isPart: boolean): Promise<Keys> {
    const values = new Set<Value>();
    const byRegion = new Map<string, Set<Value>>();
    for (const source of this.#link.sources) {
      for (const { key, region } of source.kind === 'values'
        ? source.values.map(keyAlone)
        : await this.#keysOf(source, isPart)) {
        const given = this.#given.get(region) ?? new Set<Value>([null]);
        this.#given.set(region, given);
        if (given.has(key)) continue;
        given.add(key);
        values.add(key);
        if (region !== undefined) byRegion.set(region, (byRegion.get(region) ?? new Set()).add(key));
      }
    }
    return { column: this.#link.column, values: [...values], ...(this.#region && { byRegion }) };
  }

  async #keysOf(source: ReadOrigin, isPart: boolean): Promise<readonly LocatedKey[]> {
    const table = this.#tableOf(source);
    const first = this.#seen.get(source.read) ?? 0;
    if (isPart) this.#seen.set(source.read, await this.#rowsOf(table));
    const [region] = this.#region?.sources ?? [];
    const { rows } = await this.#engine.query(
      keyQuery(source, table, first, region?.kind === 'read' ? region : undefined),
    );
    return rows.map(({ key = null, region: name }) => ({ key, region: typeof name === 'string' ? name : undefined }));
  }

  #tableOf({ read }: ReadOrigin): FetchTable {
    const table = this.#tables.find(({ id }) => id === read);
    if (table === undefined) throw new SkyqlError('ENGINE_FAILED', `The plan has no table ${read}.`);
    return table;
  }

  /** Rows are only added: the next ones have higher numbers. */
  async #rowsOf({ table }: FetchTable): Promise<number> {
    const name = qualifiedName([table.catalog, table.schema, table.table]);
    const { rows } = await this.#engine.ask(`SELECT coalesce(max(rowid) + 1, 0) AS rows FROM ${name}`);
    return Number(rows[0]?.rows ?? 0);
  }
}

function keyAlone(key: Value): LocatedKey {
  return { key, region: undefined };
}
