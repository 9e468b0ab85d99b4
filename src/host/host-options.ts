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

/** A limit for calls: those of all sessions of a host together. */
export interface LimitOptions {
  readonly name: string;
  /** What is counted apart; needed of a limit that skyql does not have. Of none all calls are counted together. */
  readonly per?: readonly ('account' | 'region' | 'service' | 'operation')[];
  /** The services whose calls it holds for, by the names of AWS's models: `ec2`, `cloudcontrol`; all unless given. */
  readonly services?: readonly string[];
  /** The operations that it holds for, `*` standing for any text: `Describe*`; all unless given. */
  readonly operations?: readonly string[];
  /** How many calls may be on their way at once. */
  readonly atOnce?: number;
  /** How many calls a second, in the long run. */
  readonly perSecond?: number;
  /** How many calls may be made at once after a while without any; as many as in a second unless given. */
  readonly burst?: number;
  /** Whether answers that ask for fewer calls slow it down for a while. */
  readonly adapts?: boolean;
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
  /**
   * How many calls may be made, beside the limits that skyql has anyway. One with the name of such a limit (`SHOW LIMITS`
   * lists them) takes its place: what it leaves out stays as it was.
   */
  readonly limits?: readonly LimitOptions[];
}
