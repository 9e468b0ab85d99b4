import type { NeededPermissions } from '../../../plan/needed-permissions.ts';
import type { ReadStatistics } from '../../read-cost.ts';

/** One line of EXPLAIN: a call, or a group of like calls. */
export interface Step {
  readonly resource: string;
  readonly method: string;
  readonly region: string;
  readonly filters: string;
  readonly calls: number | null;
  readonly note: string;
  readonly actual?: Omit<ReadStatistics, 'parts'>;
}

export interface Explanation {
  readonly steps: readonly Step[];
  readonly permissions: readonly NeededPermissions[];
}
