import type { CallRecord } from '../../providers/provider.ts';

/** A statement that has ended. */
export interface StatementRecord {
  /** Tells its calls from those of others. */
  readonly id: string;
  /** `SELECT`, `INSERT`; undefined where it is not known what it was. */
  readonly command?: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly milliseconds: number;
  readonly calls: number;
  readonly retries: number;
  readonly rows: number;
  /** The code of the error that it failed with. */
  readonly error?: string;
}

/** Tells an OpenTelemetry collector what statements and calls there were. */
export interface Telemetry {
  /** An id for a statement that begins. */
  begin(): string;
  /** A call of a statement has ended just now. */
  call(statement: string, call: CallRecord): void;
  end(statement: StatementRecord): void;
  /** Sends what is left. */
  close(): Promise<void>;
}
