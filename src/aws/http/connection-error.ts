export type ConnectionErrorKind = 'refused' | 'dns' | 'timeout' | 'reset' | 'tls';

interface ConnectionErrorOptions {
  readonly cause?: unknown;
  /** Unless given it is taken for possible where it can be. */
  readonly mayHaveArrived?: boolean;
}

/** No answer came: the endpoint could not be reached, or the connection to it broke. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly kind: ConnectionErrorKind;
  /** Where to: `ec2.us-east-1.amazonaws.com`, with the port where one was given. */
  readonly host: string;
  /** Whether any byte of the request was given to a connection: it may have arrived then, and may have been carried out. */
  readonly mayHaveArrived: boolean;

  constructor(
    kind: ConnectionErrorKind,
    host: string,
    detail: string,
    { cause, mayHaveArrived = kind === 'reset' || kind === 'timeout' }: ConnectionErrorOptions = {},
  ) {
    super(`${meanings[kind]} ${host} (${detail})`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.host = host;
    this.mayHaveArrived = mayHaveArrived;
  }
}

const meanings: Readonly<Record<ConnectionErrorKind, string>> = {
  refused: 'No connection to',
  dns: 'No address is known for',
  timeout: 'No answer in time from',
  reset: 'The connection broke to',
  tls: 'No trusted connection to',
};

/** An error of Node's sockets as one of ours. */
export function connectionErrorOf(
  cause: NodeJS.ErrnoException,
  host: string,
  options: Omit<ConnectionErrorOptions, 'cause'> = {},
): ConnectionError {
  const code = cause.code ?? '';
  const detail = code === '' || code === 'EPROXY' ? cause.message : code;
  return new ConnectionError(kindOf(code), host, detail, { ...options, cause });
}

function kindOf(code: string): ConnectionErrorKind {
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return 'timeout';
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/.test(code)) return 'tls';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPROXY)$/.test(code)) return 'refused';
  return 'reset';
}
