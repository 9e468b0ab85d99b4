import type { Tag } from '../../kit/tags/tag.ts';

export const rolesTable = 'iam/roles';
export const usersTable = 'iam/users';
export const instanceProfilesTable = 'iam/instance-profiles';
export const policiesTable = 'iam/policies';

/** Who has policies. */
export interface PolicyHolder {
  /** ARN of the policy that bounds its permissions. */
  readonly boundary?: string;
  /** ARNs of managed policies in the order in which they were attached. */
  readonly attached: readonly string[];
  readonly inline: readonly { readonly name: string; readonly document: string }[];
}

/** A role under its name in lower case: names differ by more than case. */
export interface RoleRecord extends PolicyHolder {
  readonly role: {
    readonly Path: string;
    readonly RoleName: string;
    readonly RoleId: string;
    readonly Arn: string;
    readonly CreateDate: string;
    readonly MaxSessionDuration: number;
    readonly Description?: string;
  };
  /** JSON text, as are all policies here. */
  readonly trustPolicy: string;
  readonly tags: readonly Tag[];
}

/** A user under its name in lower case. */
export interface UserRecord extends PolicyHolder {
  readonly user: {
    readonly Path: string;
    readonly UserName: string;
    readonly UserId: string;
    readonly Arn: string;
    readonly CreateDate: string;
  };
  /** Names of groups, which Cloud Control alone keeps. */
  readonly groups: readonly string[];
  /** Whether it may sign in with a password; the password is not kept. */
  readonly signsIn?: { readonly mustReset: boolean };
  readonly tags: readonly Tag[];
}

/** An instance profile under its name in lower case. */
export interface InstanceProfileRecord {
  readonly profile: {
    readonly Path: string;
    readonly InstanceProfileName: string;
    readonly InstanceProfileId: string;
    readonly Arn: string;
    readonly CreateDate: string;
  };
  readonly roleName?: string;
  readonly tags: readonly Tag[];
}

/** A managed policy under its ARN. */
export interface PolicyRecord {
  readonly policy: {
    readonly PolicyName: string;
    readonly PolicyId: string;
    readonly Arn: string;
    readonly Path: string;
    readonly CreateDate: string;
    readonly UpdateDate: string;
    readonly Description?: string;
  };
  readonly defaultVersion: string;
  /** Oldest first. */
  readonly versions: readonly PolicyVersion[];
  readonly lastVersion: number;
  readonly tags: readonly Tag[];
  /** Nobody's to change. */
  readonly isAwsManaged?: true;
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly created: string;
}
