import type { SkyqlError } from '../errors/skyql-error.ts';
import type { RowsWithout, WarningExtent } from '../execute/reader.ts';
import type { Warning } from './database.ts';

/** What is said about a statement whose answer lacks nothing. */
const advice: ReadonlySet<string> = new Set([
  'ENCODED_TEXT',
  'JOIN_KEY',
  'JSON_AS_TEXT',
  'NEVER_READ',
  'PERMISSIONS_DERIVED',
  'POLICY_TOO_LONG',
  'SET_TO_NULL',
  'TEXT_ORDER',
  'UNKNOWN_MEMBER',
  'UNKNOWN_VALUE',
  'WRITE_ONLY_PROPERTY',
]);

type GrowingWarning = { -readonly [Member in keyof Warning]: Warning[Member] };

/** The warnings of one statement. One fault is one warning, which says how much it is about: that grows while the statement runs. */
export class StatementWarnings {
  readonly list: GrowingWarning[] = [];
  readonly #faults = new Map<string, Fault>();

  /** Gives back the warning where it is a new one. */
  add(error: SkyqlError, extent: WarningExtent = {}): Warning | undefined {
    const { code, scope } = error;
    const key = [code, scope.connection, scope.region, scope.service, scope.operation].join('\n');
    const known = this.#faults.get(key);
    if (known !== undefined) {
      known.grow(error, extent);
      return undefined;
    }
    const fault = new Fault(error, extent);
    this.#faults.set(key, fault);
    this.list.push(fault.warning);
    return fault.warning;
  }
}

/** One fault, at however many calls and rows. */
class Fault {
  readonly warning: GrowingWarning;
  readonly #message: string;
  readonly #leftOut = new Extent();
  readonly #isNull = new Extent();
  /** What failed: of several scans that share a call each tells of the same failure. */
  readonly #failed = new WeakSet<SkyqlError>();
  #calls = 0;

  constructor(error: SkyqlError, extent: WarningExtent) {
    const { code, message, hint, scope } = error;
    const { connection, region, service, operation, requestId } = scope;
    const kind = advice.has(code) ? 'advice' : 'incomplete';
    this.#message = message;
    this.warning = { kind, code, message, hint, connection, region, service, operation, requestId };
    this.grow(error, extent);
  }

  grow(error: SkyqlError, { calls = 0, leftOut, isNull }: WarningExtent): void {
    if (!this.#failed.has(error)) this.#calls += calls;
    if (calls > 0) this.#failed.add(error);
    this.#leftOut.add(leftOut);
    this.#isNull.add(isNull);
    const rows = this.#leftOut.rows + this.#isNull.rows;
    if (this.#calls > 0) this.warning.calls = this.#calls;
    if (rows > 0) this.warning.rows = rows;
    if (rows > 0 || this.#calls > 1) this.warning.message = `${sentence(this.#message)} ${this.#extentText()}.`;
  }

  #extentText(): string {
    const { rows: left, columns: needed } = this.#leftOut;
    const { rows, columns } = this.#isNull;
    return [
      ...(this.#calls === 0 ? [] : [`${counted(this.#calls, 'call')} failed`]),
      ...(left === 0
        ? []
        : [`${counted(left, 'row')} ${left === 1 ? 'is' : 'are'} left out, whose ${needed} the conditions need`]),
      ...(rows === 0 ? [] : [`${columns} ${columns.includes(',') ? 'are' : 'is'} NULL in ${counted(rows, 'row')}`]),
    ].join('; ');
  }
}

class Extent {
  rows = 0;
  readonly #columns = new Set<string>();

  get columns(): string {
    return [...this.#columns].join(', ');
  }

  add(more: RowsWithout | undefined): void {
    this.rows += more?.rows ?? 0;
    for (const column of more?.columns ?? []) this.#columns.add(column);
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
