import { PostgresError } from '../errors/postgres-error.ts';
import type { TransactionStatus } from '../wire/server-messages.ts';
import type { SettingsSnapshot } from './settings.ts';

interface Savepoint {
  readonly name: string;
  /** The settings when it was made, to go back to. */
  readonly settings: SettingsSnapshot;
  /** The cursors that there were: those that were opened since are closed when it is gone back to. */
  readonly cursors: ReadonlySet<string>;
  /** Whether a local table may have been changed since: DuckDB has no savepoints to take that back by. */
  hasChanges: boolean;
}

/** The transaction of one connection, as its client sees it. */
export class Transaction {
  #status: TransactionStatus = 'I';
  #savepoints: Savepoint[] = [];
  /** The settings before it began, for ROLLBACK. */
  #before: SettingsSnapshot | undefined;
  /** The values that SET LOCAL has hidden, for COMMIT. */
  readonly hidden = new Map<string, string | undefined>();
  /** The cursors WITH HOLD that were declared in it: they outlive its COMMIT. */
  readonly held = new Set<string>();

  get status(): TransactionStatus {
    return this.#status;
  }

  get before(): SettingsSnapshot | undefined {
    return this.#before;
  }

  begin(settings: SettingsSnapshot): void {
    this.#status = 'T';
    this.#before = settings;
  }

  end(): void {
    this.#status = 'I';
    this.#savepoints = [];
    this.#before = undefined;
    this.hidden.clear();
    this.held.clear();
  }

  /** An error came up: in a transaction nothing runs until it ends. */
  fail(): void {
    if (this.#status === 'T') this.#status = 'E';
  }

  /** Throws 25P02 after an error in a transaction. */
  refuseFailed(): void {
    if (this.#status !== 'E') return;
    throw new PostgresError(
      '25P02',
      'current transaction is aborted, commands ignored until end of transaction block',
      {
        hint: 'ROLLBACK ends it.',
      },
    );
  }

  /** Throws 25P01 outside of a transaction. */
  refuseOutside(what: string): void {
    if (this.#status === 'I') throw new PostgresError('25P01', `${what} can only be used in transaction blocks`);
  }

  savepoint(name: string, settings: SettingsSnapshot, cursors: Iterable<string>): void {
    this.#savepoints.push({ name, settings, cursors: new Set(cursors), hasChanges: false });
  }

  noteChange(): void {
    for (const savepoint of this.#savepoints) savepoint.hasChanges = true;
  }

  release(name: string): void {
    this.#savepoints = this.#savepoints.slice(0, this.#indexOf(name));
  }

  /** Answers what there was at the savepoint. */
  rollbackTo(name: string): Pick<Savepoint, 'settings' | 'cursors'> {
    const index = this.#indexOf(name);
    const savepoint = this.#savepoints[index];
    if (savepoint === undefined) throw noSavepoint(name);
    if (savepoint.hasChanges)
      throw new PostgresError('0A000', `What was changed since the savepoint ${name} cannot be taken back alone.`, {
        hint: 'ROLLBACK takes back all changes of local tables; those of the cloud stand.',
      });
    this.#savepoints = this.#savepoints.slice(0, index + 1);
    this.#status = 'T';
    return savepoint;
  }

  #indexOf(name: string): number {
    const index = this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
    if (index === -1) throw noSavepoint(name);
    return index;
  }
}

function noSavepoint(name: string): PostgresError {
  return new PostgresError('3B001', `savepoint "${name}" does not exist`);
}
