/** One account as the user configured it. */
export interface ConnectionOptions {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: Credentials;
  /** The role that is assumed with those credentials. */
  readonly role?: Role;
  /** It stands for the accounts of an AWS organization, which its credentials may list, and is read by a role in each of them. */
  readonly organization?: OrganizationRole;
  /** The account's id where it is known without a call: the role's. */
  readonly accountId?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The regions of statements that name none. Empty: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's region. */
  readonly regions: readonly string[];
  /** An AWS-compatible endpoint for all services, such as a running sandbox. Unless given: the environment's, then the profile's. */
  readonly endpoint?: string;
  /** Whether FIPS 140 validated endpoints are used. Unless given: `AWS_USE_FIPS_ENDPOINT`, then the profile's `use_fips_endpoint`. */
  readonly useFips?: boolean;
  /** Whether endpoints are used that IPv6 reaches as well. Unless given: `AWS_USE_DUALSTACK_ENDPOINT`, then the profile. */
  readonly useDualStack?: boolean;
}

export interface Role {
  readonly arn: string;
  /** What the role's trust policy asks of who assumes it from another company. */
  readonly externalId?: string;
  /** What CloudTrail calls the session; `skyql` unless given. */
  readonly sessionName?: string;
}

export interface OrganizationRole extends Omit<Role, 'arn'> {
  /** The role's name in every account, with its path where it has one. */
  readonly name: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  /** The account that they are of, where whoever issued them says so. */
  readonly accountId?: string;
}
