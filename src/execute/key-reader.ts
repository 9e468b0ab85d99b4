import { qualifiedName } from '../data/quote.ts';
import type { Value } from '../data/value.ts';
import type { Engine } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { FetchPlan, FetchTable, Keys } from '../plan/fetch-plan.ts';
import type { KeyPlace } from '../plan/keyed-values.ts';
import { keyQuery } from '../plan/keys/key-query.ts';
import type { PlaceLink } from '../plan/keys/paired-places.ts';
import type { KeyLink, Origin } from '../plan/outline/query-outline.ts';

type ReadOrigin = Extract<Origin, { kind: 'read' }>;

/** A key, and where it matters if a join tells. */
interface PlacedKey {
  readonly key: Value;
  readonly place: KeyPlace;
}

/** Reads the keys that the tables of other nodes hold for one column of a scan. */
export class KeyReader {
  readonly #tables: FetchPlan['tables'];
  readonly #engine: Engine;
  readonly #link: KeyLink;
  readonly #places: readonly PlaceLink[];
  /** Keys that were given already, by place. */
  readonly #given = new Map<string, Set<Value>>();
  /** How many rows of a table were looked at. */
  readonly #seen = new Map<number, number>();

  /** `places` are the links that say where each key matters. */
  constructor({ tables }: Pick<FetchPlan, 'tables'>, engine: Engine, link: KeyLink, places: readonly PlaceLink[] = []) {
    this.#tables = tables;
    this.#engine = engine;
    this.#link = link;
    this.#places = places;
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

  /** The keys that have come since the last time, each once; where places are told, each once a place. */
  further(): Promise<Keys> {
    return this.#read(true);
  }

  async #read(isPart: boolean): Promise<Keys> {
    const values = new Set<Value>();
    const byPlace = new Map<string, { place: KeyPlace; values: Set<Value> }>();
    for (const source of this.#link.sources) {
      for (const { key, place } of source.kind === 'values'
        ? source.values.map((own) => ({ key: own, place: {} }))
        : await this.#keysOf(source, isPart)) {
        const where = JSON.stringify(place);
        const given = this.#given.get(where) ?? new Set<Value>([null]);
        this.#given.set(where, given);
        if (given.has(key)) continue;
        given.add(key);
        values.add(key);
        const here = byPlace.get(where) ?? { place, values: new Set() };
        byPlace.set(where, here);
        here.values.add(key);
      }
    }
    const isPlaced = this.#places.length > 0;
    return { column: this.#link.column, values: [...values], ...(isPlaced && { byPlace: [...byPlace.values()] }) };
  }

  async #keysOf(source: ReadOrigin, isPart: boolean): Promise<readonly PlacedKey[]> {
    const table = this.#tableOf(source);
    const first = this.#seen.get(source.read) ?? 0;
    if (isPart) this.#seen.set(source.read, await this.#rowsOf(table));
    const places = this.#places.flatMap(({ column, sources: [own] }) =>
      own?.kind === 'read' ? [{ name: column, sql: own.sql }] : [],
    );
    const { rows } = await this.#engine.query(keyQuery(source, table, first, places));
    return rows.map((row) => ({
      key: row.key ?? null,
      place: Object.fromEntries(places.map(({ name }) => [name, String(row[name])])),
    }));
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
