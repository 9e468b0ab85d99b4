export interface SandboxSettings {
  /** What the sandbox holds at the start; `demo` unless told otherwise. */
  readonly seed?: 'demo' | 'empty';
  /** How builds pass through their states; `instant` unless told otherwise. */
  readonly clock?: 'real' | 'fast' | 'instant';
}

export interface ConnectionOptions {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** The regions of statements that name none; those of the option `region` unless given. */
  readonly regions?: readonly string[];
}

/** What all sessions of a host share. */
export interface HostOptions {
  /** Runs against a sandbox inside this process, one for all sessions. */
  readonly sandbox?: boolean | SandboxSettings;
  /**
   * An AWS-compatible endpoint, such as a running `skyql sandbox`. Unless given: `AWS_ENDPOINT_URL_<SERVICE>`,
   * `AWS_ENDPOINT_URL`, then the profile's `endpoint_url`.
   */
  readonly endpoint?: string;
  /** FIPS 140 validated endpoints. Unless given: `AWS_USE_FIPS_ENDPOINT`, then the profile's `use_fips_endpoint`. */
  readonly useFips?: boolean;
  /** Endpoints that IPv6 reaches as well. Unless given: `AWS_USE_DUALSTACK_ENDPOINT`, then the profile's setting. */
  readonly useDualStack?: boolean;
  readonly profile?: string;
  /** The regions of statements that name none, for connections without regions of their own; `all` is every region of the account. */
  readonly region?: string | readonly string[];
  /** Several accounts; instead of `profile`. */
  readonly connections?: readonly ConnectionOptions[];
}
