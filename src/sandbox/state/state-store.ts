import type { TableIdentity } from './record-table.ts';

/** A record as a store knows it. Positions say the order in which records were first set. */
export interface StoredRecord {
  readonly position: number;
  /** The table's number. */
  readonly table: number;
  readonly key: string;
  readonly record: unknown;
}

/** All that a store holds. */
export interface StoredState {
  readonly tables: readonly TableIdentity[];
  /** By rising positions; to be read once, before anything is written. */
  readonly records: Iterable<StoredRecord>;
  /** The last position that was given, also to a record that is gone. */
  readonly last: number;
  /** Where the sequence of identifiers stands. */
  readonly random: number;
  /** A time that the sandbox's clock had not yet passed; 0 where its time is the machine's. */
  readonly clock: number;
}

/** What has changed since the last write. */
export interface StateChanges {
  /** Everything that was there before is gone. */
  readonly cleared: boolean;
  /** Tables that the store does not know. */
  readonly tables: readonly TableIdentity[];
  readonly set: Iterable<StoredRecord>;
  /** Positions. */
  readonly removed: Iterable<number>;
  /** How many records there are now. */
  readonly size: number;
  readonly last: number;
  readonly random: number;
  readonly clock: number;
}

/** Keeps a state beyond the process. */
export interface StateStore {
  /** Undefined for a new store. Throws `STORE_DAMAGED`. */
  load(): StoredState | undefined;
  /** Whether there is room for what a request changes, which holds so many bytes besides texts. Where there is none nothing is to be written. */
  hasRoom(bytes: number): boolean;
  /** All of the changes or none. When it resolves they outlive the process, whatever ends that. */
  write(changes: StateChanges): Promise<void>;
  close(): Promise<void>;
}
