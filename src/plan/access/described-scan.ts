import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { SeenRows } from '../../providers/seen-rows.ts';
import type { Scan } from '../fetch-plan.ts';
import type { PlacedKeys } from '../keyed-values.ts';

/** A scan with what the catalog knows of its resource. */
export interface DescribedScan extends Omit<Scan, 'resource'> {
  readonly description: ResourceDescription;
  /** The resources, by id, that the resource's parameters can be had from, and theirs in turn. */
  readonly parents?: ReadonlyMap<string, ResourceDescription>;
  /** By column: which values of it matter where. */
  readonly keysByPlace?: ReadonlyMap<string, readonly PlacedKeys[]>;
  readonly seen?: SeenRows | undefined;
}
