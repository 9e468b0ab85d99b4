/** A value of a row: what JSON can hold. Timestamps are ISO 8601 text with a zone, as the engine loads them. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** A row as a record: each column by its name. */
export type Row = Readonly<Record<string, Value>>;

/** A row as its values alone, in the order of the columns. */
export type Cells = readonly Value[];
