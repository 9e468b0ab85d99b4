type Type = 'text' | 'number' | 'moment' | 'flag' | 'json';
/** Columns that can be named, by alias: `t0.id` is a text. */
type Scope = Readonly<Record<string, Readonly<Record<string, Type>>>>;
interface Relation {
  readonly sql: string;
  readonly scope: Scope;
}

const tables: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  items: { id: 'text', name: 'text', kind: 'text', size: 'number', tags: 'json', made: 'moment', region: 'text' },
  parts: { item_id: 'text', number: 'number', label: 'text', region: 'text' },
  lots: {
    code: 'text',
    line: 'number',
    title: 'text',
    price: 'number',
    open: 'flag',
    made: 'moment',
    tags: 'json',
    item_id: 'text',
    region: 'text',
  },
  boxes: { item_id: 'text', code: 'text', colour: 'text', weight: 'number', region: 'text' },
  labels: { item_id: 'text', box_code: 'text', number: 'number', words: 'text', region: 'text' },
  tickets: { item_id: 'text', number: 'number', region: 'text' },
  deals: { item_id: 'text', owner: 'text', number: 'number', region: 'text' },
};

const constants: Readonly<Record<Exclude<Type, 'json'>, readonly string[]>> = {
  text: ["'a'", "'ab'", "'abc'", "'b'", "'A'", "'i1'", "'i2'", "''", "'é'", "'x''y'", "'north'", 'NULL'],
  number: ['0', '1', '2', '5', '2.5', "'3'", 'NULL'],
  moment: ["'2026-02-01'", "TIMESTAMPTZ '2026-02-01 01:00:00+01'", "TIMESTAMP '2026-03-01 00:00:00'"],
  flag: ['true', 'false'],
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Makes random SELECT statements over the shop: the same ones from the same numbers (from 0 to below 1) of `next`. The
 * lower a number, the plainer is what it chooses: noughts alone give a statement without any condition.
 */
export class RandomStatement {
  readonly #next: () => number;
  readonly #words: readonly string[];
  #aliases = 0;

  /** @param words texts of any characters, to be compared with beside the plain ones. */
  constructor(next: () => number, words: readonly string[] = []) {
    this.#next = next;
    this.#words = words;
  }

  statement(depth = 2): string {
    if (depth > 0 && this.#chance(0.12)) {
      const operator = this.#pick(['UNION ALL', 'UNION', 'EXCEPT', 'INTERSECT ALL']);
      return `(${this.#pair(depth - 1)}) ${operator} (${this.#pair(depth - 1)})`;
    }
    if (this.#chance(0.1)) {
      const isMaterialized = this.#pick(['', 'MATERIALIZED ']);
      const on = this.#pick(['x.c0 = y.c0', 'x.c1 = y.c1', 'true']);
      return `WITH m AS ${isMaterialized}(${this.#pair(depth - 1)}) SELECT x.c0, y.c1 FROM m x LEFT JOIN m y ON ${on}`;
    }
    const { sql: from, scope } = this.#from(depth);
    const where = this.#chance(0.7) ? ` WHERE ${this.#condition(scope, depth)}` : '';
    const [key, value] = [this.#column(scope), this.#column(scope)];
    const sortable = this.#column(scope, 'text') ?? "'a'";
    return this.#pick([
      () => `SELECT ${key} AS c0, ${value} AS c1 FROM ${from}${where}`,
      () => `SELECT DISTINCT ${key} AS c0, ${value} AS c1 FROM ${from}${where}`,
      () => `SELECT ${key} AS c0, count(${value}) AS c1 FROM ${from}${where} GROUP BY ROLLUP (${key})`,
      () => `SELECT count(*) AS c0 FROM ${from}${where}`,
      () => `SELECT ${key} AS c0 FROM ${from}${where} GROUP BY ${key} HAVING count(DISTINCT ${value}) > 1`,
      () => `SELECT ${key} AS c0, rank() OVER (PARTITION BY ${key} ORDER BY ${sortable}) AS c1 FROM ${from}${where}`,
      () => `SELECT ${key} AS c0 FROM ${from}${where} QUALIFY rank() OVER (ORDER BY ${sortable}) <= 2`,
      () => `SELECT ${sortable} AS c0 FROM ${from}${where} ORDER BY c0 LIMIT 3 OFFSET 1`,
      () => `SELECT DISTINCT ON (c0) ${sortable} AS c0, ${key} AS c1 FROM ${from}${where} ORDER BY c0, c1`,
    ])();
  }

  /** A condition over `t0`, a use of the items, of what is known of each when it is listed. */
  conditionOfListed(): string {
    const { id, name, kind, region } = tables.items ?? {};
    return this.#condition({ t0: { id, name, kind, region } as Readonly<Record<string, Type>> }, 2, false);
  }

  /** A query with a text `c0` and a number `c1`. */
  #pair(depth: number): string {
    const { sql, scope } = this.#from(Math.max(depth, 0));
    const columns = `${this.#column(scope, 'text') ?? "'i1'"} AS c0, ${this.#column(scope, 'number') ?? '1'} AS c1`;
    return `SELECT ${columns} FROM ${sql} WHERE ${this.#condition(scope, depth)}`;
  }

  #from(depth: number): Relation {
    let { sql, scope } = this.#relation(depth);
    for (let joins = this.#pick([0, 0, 1, 1, 2]); joins > 0; joins--) {
      const other = this.#relation(depth);
      const both = { ...scope, ...other.scope };
      const kind = this.#pick(['JOIN', 'JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'SEMI JOIN', 'ANTI JOIN']);
      const more = this.#chance(0.3) ? ` AND ${this.#condition(other.scope, 0)}` : '';
      if (this.#chance(0.1)) {
        const alias = this.#alias();
        sql += ` LEFT JOIN LATERAL (SELECT ${this.#column(other.scope, 'text') ?? "'a'"} AS c0 FROM ${other.sql} WHERE ${this.#link(scope, other.scope)}) ${alias} ON true`;
        scope = { ...scope, [alias]: { c0: 'text' } };
      } else {
        sql += ` ${kind} ${other.sql} ON ${this.#link(scope, other.scope)}${more}`;
        if (kind !== 'SEMI JOIN' && kind !== 'ANTI JOIN') scope = both;
      }
    }
    return { sql, scope };
  }

  /** What can only be read for rows of others. */
  #child(): string {
    return this.#pick(['labels', 'tickets', 'deals']);
  }

  #relation(depth: number): Relation {
    const alias = this.#alias();
    if (depth > 0 && this.#chance(0.2))
      return { sql: `(${this.#pair(depth - 1)}) ${alias}`, scope: { [alias]: { c0: 'text', c1: 'number' } } };
    if (this.#chance(0.1))
      return { sql: `(VALUES ('i1', 1), (NULL, 2)) ${alias}(id, n)`, scope: { [alias]: { id: 'text', n: 'number' } } };
    const table = this.#pick(['items', 'items', 'items', 'lots', 'lots', 'parts', 'boxes', 'boxes', this.#child()]);
    return { sql: `fake.shop.${table} ${alias}`, scope: { [alias]: tables[table] ?? {} } };
  }

  #condition(scope: Scope, depth: number, mayAsk = true): string {
    const one = () => this.#condition(scope, depth - 1, mayAsk);
    if (depth > 0 && this.#chance(0.35))
      return this.#pick([() => `(${one()} OR ${one()})`, () => `${one()} AND ${one()}`, () => `NOT (${one()})`])();
    if (mayAsk && depth > 0 && this.#chance(0.3)) return this.#subquery(scope, depth - 1);
    if (this.#chance(0.3)) return `(${this.#computed(scope, mayAsk)})`;
    const type = this.#pick(['text', 'text', 'text', 'number', 'moment', 'flag', 'json'] as const);
    const column = this.#column(scope, type);
    if (column === undefined) return 'true';
    if (type === 'json')
      return `${column} ->> 'env' ${this.#pick(["= 'prod'", "IN ('prod', 'x')", "LIKE 'p%'", 'IS NULL', ...this.#words.map((word) => `= ${quoted(word)}`)])}`;
    const words = this.#words.map(quoted);
    const values = type === 'text' ? [...constants.text, ...words] : constants[type];
    const value = () => this.#pick(values);
    const text = [
      ...["LIKE 'a%'", "LIKE '%b'", "LIKE 'a_c'", "ILIKE 'A%'", "NOT LIKE '%b%'", "LIKE 'a!%b' ESCAPE '!'"],
      ...this.#words.flatMap((word) => [
        `LIKE ${quoted(`${word}%`)}`,
        `ILIKE ${quoted(`%${word}`)}`,
        `LIKE ${quoted(word)}`,
      ]),
      ...words.flatMap((word) => [`> ${word}`, `< ${word}`, `GLOB ${word}`]),
    ];
    // In brackets, for DuckDB reads `ESCAPE '!' AND ...` as one.
    return `(${column} ${this.#pick([
      `= ${value()}`,
      `<> ${value()}`,
      `>= ${value()}`,
      `BETWEEN ${value()} AND ${value()}`,
      `IN (${value()}, ${value()}, ${value()})`,
      `NOT IN (${value()}, ${value()})`,
      `IS NOT DISTINCT FROM ${value()}`,
      'IS NULL',
      ...(type === 'text' ? text : []),
    ])})`;
  }

  /** A condition that no API could be asked; `mayAsk`: in a form too that is not looked at before all rows are there. */
  #computed(scope: Scope, mayAsk: boolean): string {
    const [one, other] = [this.#column(scope, 'text') ?? "'a'", this.#column(scope, 'text') ?? "'b'"];
    const number = this.#column(scope, 'number') ?? `length(${other})`;
    const moment = this.#column(scope, 'moment') ?? "TIMESTAMPTZ '2026-02-01 00:00:00Z'";
    return this.#pick([
      `lower(${one}) LIKE 'a%'`,
      `upper(${one}) IN ('A', 'NORTH', ${other})`,
      `length(${one}) > 1`,
      `coalesce(${one}, ${other}, '') <> 'a'`,
      `${one} || '-' || ${other} = 'a-north'`,
      `regexp_matches(${one}, '^[a-c]+$')`,
      `CASE WHEN ${one} = 'a' THEN ${other} LIKE 'i%' WHEN ${one} IS NULL THEN NULL ELSE length(${other}) = 2 END`,
      `split_part(${one}, 'b', 1) = 'a'`,
      `(${one} = 'north' AND ${other} LIKE 'a%') OR (${one} = 'south' AND ${other} LIKE '%b%')`,
      `${one} IS DISTINCT FROM ${other}`,
      `nullif(${one}, 'a') IS NULL`,
      // An error where the text is no number, unless a row is left out before.
      `try_cast(${one} AS INTEGER) > 1 OR ${other} = 'a'`,
      `CASE WHEN regexp_full_match(${one}, '[0-9]+') THEN CAST(${one} AS INTEGER) > 1 ELSE ${other} > 'a' END`,
      `list_contains(['a', 'i1', ${other}], ${one})`,
      ...(mayAsk ? [`len(list_filter([${one}, ${other}], lambda x: x LIKE 'a%')) = 1`] : []),
      `${number} % 2 = 1 OR ${number} < 1`,
      `abs(${number} - 2) < 1.5`,
      `${moment} - INTERVAL 1 DAY < TIMESTAMPTZ '2026-02-01 00:00:00Z'`,
      `CAST(${moment} AS DATE) = DATE '2026-02-01'`,
      `strftime(${moment}, '%Y-%m') = '2026-02'`,
    ]);
  }

  #subquery(scope: Scope, depth: number): string {
    const inner = this.#relation(depth);
    const where = `WHERE ${this.#chance(0.6) ? this.#link(scope, inner.scope) : this.#condition(inner.scope, 0)}`;
    const [own, theirs] = [this.#column(scope, 'text') ?? "'a'", this.#column(inner.scope, 'text') ?? "'a'"];
    return this.#pick([
      `EXISTS (SELECT 1 FROM ${inner.sql} ${where})`,
      `NOT EXISTS (SELECT 1 FROM ${inner.sql} ${where})`,
      `${own} IN (SELECT ${theirs} FROM ${inner.sql} ${where})`,
      `${own} NOT IN (SELECT ${theirs} FROM ${inner.sql} ${where})`,
      `${own} = (SELECT max(${theirs}) FROM ${inner.sql} ${where})`,
      `${own} IN (SELECT ${theirs} FROM ${inner.sql} ${where} ORDER BY 1 LIMIT 2)`,
      `${own} IN (SELECT ${this.#pick(['max', 'min'])}(${theirs}) FROM ${inner.sql} ${where} GROUP BY ${this.#column(inner.scope)})`,
      `${own} IN (SELECT ${theirs} FROM ${inner.sql} ${where} QUALIFY rank() OVER (PARTITION BY ${this.#column(inner.scope)} ORDER BY ${this.#column(inner.scope)} ${this.#pick(['', 'DESC', 'DESC NULLS LAST', 'NULLS FIRST'])}) <= ${this.#pick([1, 2])})`,
      `(SELECT count(*) FROM ${inner.sql} ${where}) > 1`,
    ]);
  }

  /** A condition that compares a column of each side. */
  #link(left: Scope, right: Scope): string {
    const type = this.#pick(['text', 'text', 'text', 'number', 'moment'] as const);
    const [own, theirs] = [this.#column(left, type), this.#column(right, type)];
    const operator = this.#chance(0.1) ? 'IS NOT DISTINCT FROM' : '=';
    if (own === undefined || theirs === undefined) return 'true';
    const equal = `${own} ${operator} ${theirs}`;
    // As people join: each thing with those of its own region.
    const [here = '', there = ''] = [own, theirs].map((column) => column.split('.')[0]);
    const haveRegions = left[here]?.region !== undefined && right[there]?.region !== undefined;
    if (!haveRegions || !this.#chance(0.4)) return equal;
    const places = this.#pick([['region'], ['region', 'connection'], ['account_id', 'region'], ['connection']]);
    return [equal, ...places.map((column) => `${here}.${column} = ${there}.${column}`)].join(' AND ');
  }

  /** Identifiers more often than their share, for it is keys that are handed from read to read. */
  #column(scope: Scope, type?: Type): string | undefined {
    const columns = Object.entries(scope).flatMap(([alias, own]) =>
      Object.entries(own).flatMap(([name, its]) =>
        type === undefined || its === type ? (name.endsWith('id') ? [1, 2, 3] : [1]).map(() => `${alias}.${name}`) : [],
      ),
    );
    return columns.length === 0 ? undefined : this.#pick(columns);
  }

  #alias(): string {
    return `t${this.#aliases++}`;
  }

  #chance(share: number): boolean {
    return this.#next() >= 1 - share;
  }

  #pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    return items[Math.floor(this.#next() * items.length)] as Item;
  }
}
