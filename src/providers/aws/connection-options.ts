/** One account as the user configured it. */
export interface ConnectionOptions {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: Credentials;
  /** The regions of statements that name none. Empty: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's region. */
  readonly regions: readonly string[];
  /** An AWS-compatible endpoint for all services, such as a running sandbox. */
  readonly endpoint?: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
