/** What an error or a notice says in PostgreSQL's words. */
export interface PostgresErrorFields {
  readonly hint?: string;
  readonly detail?: string;
  /** In characters from 1, in the text that the client sent. */
  readonly position?: number;
  /** The connection ends after it. */
  readonly fatal?: boolean;
}

/** An error that a client of the PostgreSQL protocol is told, with PostgreSQL's five letters for its kind. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  readonly sqlstate: string;
  readonly hint: string | undefined;
  readonly detail: string | undefined;
  readonly position: number | undefined;
  readonly fatal: boolean;

  constructor(sqlstate: string, message: string, { hint, detail, position, fatal = false }: PostgresErrorFields = {}) {
    super(message);
    this.sqlstate = sqlstate;
    this.hint = hint;
    this.detail = detail;
    this.position = position;
    this.fatal = fatal;
  }
}

/** What came is not the protocol: nothing after it can be understood, so the connection ends. */
export function protocolViolation(message: string): PostgresError {
  return new PostgresError('08P01', message, { fatal: true });
}
