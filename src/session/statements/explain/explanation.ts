import type { Measures } from '../../../plan/access/measures.ts';
import type { NeededPermissions } from '../../../plan/needed-permissions.ts';

/** One line of EXPLAIN: a call, or a group of like calls. */
export interface Step {
  readonly resource: string;
  readonly method: string;
  readonly region: string;
  readonly filters: string;
  readonly calls: number | null;
  readonly note: string;
  /** Why it is done this way. */
  readonly reason?: string;
  readonly actual?: Measures;
}

export interface Explanation {
  readonly steps: readonly Step[];
  readonly permissions: readonly NeededPermissions[];
}
