/// <reference lib="esnext.disposable" />
/** A fault that the sandbox shows on purpose. Members that select requests and are absent let every request through. */
interface FaultRule {
  /** The service whose calls it strikes, by the name of AWS's model; any unless given. */
  readonly service?: string;
  /** The operation: `DescribeImages`; any unless given. */
  readonly operation?: string;
  /** The region; any unless given. */
  readonly region?: string;
  /** The account by its id; any unless given. */
  readonly account?: string;
  /** Every matching answer comes this much later. */
  readonly latencyMilliseconds?: number;
  /** What to answer instead of the result; `status` is 400 unless given. */
  readonly error?: {
    readonly code: string;
    readonly status?: number;
    readonly message?: string;
  };
  /** How often the rule strikes: 0 (never) to 1 (always, the default), drawn from the sandbox's seed. */
  readonly rate?: number;
  /** Requests beyond this many a second are throttled, as AWS does by a bucket of tokens: each account and region by itself. */
  readonly throttlePerSecond?: number;
  /** Cuts the connection without an answer. */
  readonly cut?: boolean;
  /** How many times the rule strikes before it is spent. */
  readonly times?: number;
}
/** What the sandbox remembers of a request. */
interface LoggedRequest {
  /** ISO 8601, by the machine's clock. */
  readonly time: string;
  /** The id of the account that it was signed for. */
  readonly account?: string;
  /** The region that it was signed for. */
  readonly region?: string;
  /** The service, by the name of AWS's model. */
  readonly service?: string;
  /** `DescribeImages`. */
  readonly operation?: string;
  /** Members that the client sent and the sandbox's model of the service does not have: they were passed over. */
  readonly unknownMembers?: readonly string[];
  /** The id that the answer has. */
  readonly requestId?: string;
  /** The code of the error that was answered. */
  readonly error?: string;
  /** The id of the access key that signed it. */
  readonly accessKeyId?: string;
  /** The ARN of who that key is of. */
  readonly caller?: string;
  /** The HTTP status of the answer; 0 where the connection was cut. */
  readonly status: number;
  /** From the request's arrival to its answer. */
  readonly milliseconds: number;
}
/** How a sandbox for tests begins. */
interface TestSandboxOptions {
  /** What it holds at the start and after each reset: `empty`, the default, `demo`, `estate=100`, or a file `NAME.yaml`. */
  readonly seed?: string;
  /** How builds pass through their states; `instant` unless given. */
  readonly clock?: 'real' | 'short' | 'fast' | 'instant';
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Whether signatures are verified as AWS does; `verify` unless given. */
  readonly auth?: 'verify' | 'off';
}
/** A sandbox for tests. */
interface TestSandbox {
  /** `http://127.0.0.1:4566`: the endpoint for every AWS client. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /** What clients in any language read: `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION` and `AWS_DEFAULT_REGION`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests that came since the start, or since the last reset, the newest last. */
  requests(): readonly LoggedRequest[];
  /** Switches faults on, in place of those before; none switches all off. Throws `INVALID_FAULT_RULE`. */
  fail(...rules: readonly FaultRule[]): void;
  /** Back to how it began: what it holds, its faults and the list of requests. */
  reset(): Promise<void>;
  /** Ends it at once: open connections are cut. */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
/**
 * Starts a sandbox for tests, in memory, on a port of this machine. Any AWS client takes it for AWS: the access key is the
 * account, the secret is `test`. Throws `PORT_IN_USE`, `INVALID_SEED` and `INVALID_OPTION`.
 *
 * @example
 * const sandbox = await startSandbox({ seed: 'demo' });
 * const ec2 = new EC2Client({
 *   endpoint: sandbox.url,
 *   region: 'us-east-1',
 *   credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
 * });
 * await sandbox.close();
 */
declare function startSandbox(options?: TestSandboxOptions): Promise<TestSandbox>;
export { type FaultRule, type LoggedRequest, TestSandbox, TestSandboxOptions, startSandbox };
