/** One row of COPY FROM: a text or the bytes of each value, and where it stands in what was sent, from 1. */
export interface CopyRow {
  readonly line: number;
  readonly values: readonly (string | Buffer | null)[];
}

/** Puts the rows together of what comes in pieces of any length. Throws 22P04 for what is no row. */
export interface CopyReader {
  /** The rows that are whole with these bytes. */
  read(data: Buffer): Iterable<CopyRow>;
  /** The rows that are left once all has come. */
  end(): Iterable<CopyRow>;
}
