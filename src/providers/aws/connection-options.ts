/** One account as the user configured it. */
export interface ConnectionOptions {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: Credentials;
  /** The regions of statements that name none. Empty: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's region. */
  readonly regions: readonly string[];
  /** An AWS-compatible endpoint for all services, such as a running sandbox. Unless given: the environment's, then the profile's. */
  readonly endpoint?: string;
  /** Whether FIPS 140 validated endpoints are used. Unless given: `AWS_USE_FIPS_ENDPOINT`, then the profile's `use_fips_endpoint`. */
  readonly useFips?: boolean;
  /** Whether endpoints are used that IPv6 reaches as well. Unless given: `AWS_USE_DUALSTACK_ENDPOINT`, then the profile. */
  readonly useDualStack?: boolean;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
