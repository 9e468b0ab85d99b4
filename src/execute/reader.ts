import type { Row } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type { ParentAccess } from '../plan/access/access.ts';
import type { CallContext, Provider, ScanRequest } from '../providers/provider.ts';
import type { MeasuredPart, Meter } from './meter.ts';
import type { SelectFirst, SelectRows } from './select-rows.ts';

/** What a scan reports beside its rows. */
export interface ScanEvents {
  readonly onPage?: (rows: number) => void;
  /** A request was read to its end: so many rows, before any was left out. */
  readonly onRead?: (request: ScanRequest, rows: number) => void;
  /** Something could not be read; the rows that could be stand. Of one fault this may be told often: its extents add up. */
  readonly onWarning?: (error: SkyqlError, extent?: WarningExtent) => void;
}

/** How much a warning is about. */
export interface WarningExtent {
  /** Calls that failed. */
  readonly calls?: number;
  /** Rows that are left out, since conditions need columns of them that could not be read. */
  readonly leftOut?: RowsWithout;
  /** Rows that have NULL in columns that could not be read. */
  readonly isNull?: RowsWithout;
}

export interface RowsWithout {
  readonly rows: number;
  readonly columns: readonly string[];
}

/** What of a provider reads. */
export type ReadingProvider = Pick<Provider, 'scan' | 'accountId'>;

/** What everything that a scan does hands on. */
export interface Reader {
  readonly provider: ReadingProvider;
  readonly context: CallContext;
  readonly events: ScanEvents;
  /** Where each part of the scan is counted by itself, for who asks. */
  readonly meter?: Meter;
  /** Leaves out rows by conditions in whichever form; without it they all stay. */
  readonly selectRows?: SelectRows;
  /** Says which rows come first; without it all take further calls. */
  readonly selectFirst?: SelectFirst;
  /** The rows of parents without regions, by connection: they are read once for all regions. */
  readonly shared: Map<ParentAccess, Map<string, Promise<readonly Row[]>>>;
}

/** A reader that counts as well what a part of its scan costs. */
export function readerOf(reader: Reader, part: MeasuredPart): Reader {
  const { meter, context, events } = reader;
  if (meter === undefined) return reader;
  const counter = meter.of(part);
  return {
    ...reader,
    context: {
      ...context,
      onCall(call) {
        counter.addCall(call);
        context.onCall?.(call);
      },
    },
    events: {
      ...events,
      onPage(rows) {
        counter.addPage(rows);
        events.onPage?.(rows);
      },
    },
  };
}
