import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { Row } from '../../../data/value.ts';
import type { Measures } from '../../../plan/access/measures.ts';

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
  /** Of a statement that changes the cloud: what it would change, as data, without its secrets. */
  readonly changes?: readonly Row[];
}
