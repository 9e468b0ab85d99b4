/** The columns of something in FROM, by name, with PostgreSQL's names for their types where they are known. */
export type ColumnTypes = ReadonlyMap<string, string | undefined>;

/** What names mean at a place of a statement. */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #tables = new Map<string, ColumnTypes>();
  readonly #queries = new Map<string, ColumnTypes>();

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  addTable(alias: string, columns: ColumnTypes): void {
    this.#tables.set(alias, columns);
  }

  /** A query of WITH. */
  addQuery(name: string, columns: ColumnTypes): void {
    this.#queries.set(name, columns);
  }

  query(name: string): ColumnTypes | undefined {
    return this.#queries.get(name) ?? this.#outer?.query(name);
  }

  /** The type of a column, where it is known. */
  typeOf(table: string | undefined, column: string): string | undefined {
    const own = table === undefined ? [...this.#tables.values()] : [this.#tables.get(table)];
    const found = own.find((columns) => columns?.has(column));
    return found === undefined ? this.#outer?.typeOf(table, column) : found.get(column);
  }

  /** The columns that a star stands for: of one table, or of all that stand here. */
  columnsOf(table?: string): readonly (readonly [string, string | undefined])[] {
    const own = [...this.#tables].filter(([alias]) => table === undefined || alias === table);
    return own.flatMap(([, columns]) => [...columns]);
  }

  hasTable(alias: string): boolean {
    return this.#tables.has(alias) || (this.#outer?.hasTable(alias) ?? false);
  }
}
