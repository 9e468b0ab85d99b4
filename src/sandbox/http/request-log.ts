/** What the sandbox remembers of a request. */
export interface LoggedRequest {
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

/** The latest requests, oldest first. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  list(): readonly LoggedRequest[];
  clear(): void;
}

/** Beyond `size` requests the oldest are forgotten. */
export function createRequestLog(size = 10_000): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      // Cut in half-sized steps: dropping one element a request would copy the whole list each time.
      if (requests.length > size * 1.5) requests = requests.slice(-size);
    },
    list: () => requests.slice(-size),
    clear() {
      requests = [];
    },
  };
}
