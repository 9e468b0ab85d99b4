/** How a sandbox inside this process begins. */
export interface SandboxSettings {
  /** What the sandbox holds at the start; `demo` unless told otherwise. */
  readonly seed?: 'demo' | 'empty';
  /** How builds pass through their states; `instant` unless told otherwise. */
  readonly clock?: 'real' | 'short' | 'fast' | 'instant';
}

/** One account as statements see it. */
export interface ConnectionOptions {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  /** A profile of AWS's own tools; the default chain of credentials unless given. */
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** The role that is assumed with those credentials: its ARN, or the ARN with more. The connection is the role's account. */
  readonly role?: string | RoleOptions;
  /**
   * It stands for all active accounts of an AWS organization, which its credentials may list. Each is a connection
   * `NAME/ACCOUNT` then, read by the role of this name in it (`OrganizationAccountAccessRole` unless given); the account of the
   * credentials themselves is read with them.
   */
  readonly organization?: boolean;
  /** The regions of statements that name none; those of the option `region` unless given. */
  readonly regions?: readonly string[];
  /** An AWS-compatible endpoint for this connection; the host's unless given. */
  readonly endpoint?: string;
  /** What it can be chosen by: `tag:env=prod`. Accounts of an organization have those that AWS Organizations tells besides. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A role to assume, with what it asks for. */
export interface RoleOptions {
  /** The role itself. */
  readonly arn?: string;
  /** Of an organization: the role's name in each account. */
  readonly name?: string;
  /** What the role's trust policy asks of who is not of its company. */
  readonly externalId?: string;
  /** What CloudTrail calls the session; `skyql` unless given. */
  readonly sessionName?: string;
}

/** The device that a profile's role wants a code of. */
export interface MfaDevice {
  /** The profile that names it. */
  readonly profile: string;
  /** Its serial number or ARN. */
  readonly serial: string;
}

/** A limit for calls: those of all sessions of a host together. */
export interface LimitOptions {
  /** Of a limit of `SHOW LIMITS` to change that one, any other for one more. */
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
  /** A profile of AWS's own tools; the default chain of credentials unless given. */
  readonly profile?: string;
  /**
   * Asks for the code that a profile's MFA device (`mfa_serial`) shows just now. Unless given such a profile fails with the code
   * MFA_REQUIRED.
   */
  readonly mfaCode?: (device: MfaDevice) => Promise<string>;
  /** The regions of statements that name none, for connections without regions of their own; `all` is every region of the account. */
  readonly region?: string | readonly string[];
  /** Several accounts; instead of `profile`. */
  readonly connections?: readonly ConnectionOptions[];
  /** Names for several connections at once, for the option `connection` of a session: `{ production: ['prod', 'company/*'] }`. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /**
   * A file with connections, groups, limits and defaults of sessions (docs/settings.md). `true` takes `skyql.yaml` of the current
   * directory, or else `~/.config/skyql/skyql.yaml`, where there is one. What options say wins. None is read unless given.
   */
  readonly config?: boolean | string;
  /**
   * How many calls may be made, beside the limits that skyql has anyway. One with the name of such a limit (`SHOW LIMITS`
   * lists them) takes its place: what it leaves out stays as it was.
   */
  readonly limits?: readonly LimitOptions[];
}
