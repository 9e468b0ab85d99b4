import type { Row } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type { ParentScan } from '../plan/scan-plan.ts';
import type { CallContext, Provider } from '../providers/provider.ts';

/** What a scan reports beside its rows. */
export interface ScanEvents {
  readonly onPage?: (rows: number) => void;
  /** Something could not be read; the rows that could be stand. */
  readonly onWarning?: (error: SkyqlError) => void;
  /** Where the calls and pages of a part of the scan are counted; with the scan's own unless given. */
  readonly ofPart?: (part: ScanPart) => ScanEvents & Pick<CallContext, 'onCall'>;
}

/** What a scan reads besides its own requests: its n-th parent, or what its n-th hydration brings. */
export type ScanPart = `parent ${number}` | `hydration ${number}`;

/** A reader that counts apart what a part of its scan costs. */
export function readerOfPart(reader: Reader, part: ScanPart): Reader {
  const own = reader.events.ofPart?.(part);
  return own === undefined
    ? reader
    : {
        ...reader,
        context: { ...reader.context, ...(own.onCall && { onCall: own.onCall }) },
        events: { ...reader.events, ofPart: undefined, ...own },
      };
}

/** What everything that a scan does hands on. */
export interface Reader {
  readonly provider: Provider;
  readonly context: CallContext;
  readonly events: ScanEvents;
  /** The rows of parents without regions, by connection: they are read once for all regions. */
  readonly shared: Map<ParentScan, Map<string, Promise<readonly Row[]>>>;
}
