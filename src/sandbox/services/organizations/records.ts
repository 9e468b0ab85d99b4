import type { Tag } from '../../kit/tags/tag.ts';

/** An organization, kept with its management account. */
export interface OrganizationRecord {
  /** `o-a1b2c3d4e5` */
  readonly id: string;
  /** `r-a1b2` */
  readonly rootId: string;
  readonly featureSet: string;
  readonly partition: string;
}

export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'ACTIVE' | 'SUSPENDED';
  readonly joinedMethod: 'INVITED' | 'CREATED';
  /** Milliseconds since 1970. */
  readonly joined: number;
  /** The request that made it; those that were invited have none. */
  readonly request?: string;
  readonly tags: readonly Tag[];
}

/** Of a member account: whose organization it is in. */
export interface MembershipRecord {
  readonly management: string;
}

export const organizationTable = 'organizations/organization';
export const accountsTable = 'organizations/accounts';
export const membershipTable = 'organizations/membership';
