import type { CallContext, Page, ScanRequest } from '../provider.ts';

/** A scan whose resource and path have been looked up, for all requests that differ in their places and parameters alone: pages, or the only one. */
export type PreparedScan = (
  request: ScanRequest,
  context: CallContext,
) => AsyncIterable<Page> | Promise<Page | undefined>;
