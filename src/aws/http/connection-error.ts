export type ConnectionErrorKind = 'refused' | 'dns' | 'timeout' | 'reset' | 'tls';

/** No answer came: the endpoint could not be reached, or the connection to it broke. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly kind: ConnectionErrorKind;
  /** Where to: `ec2.us-east-1.amazonaws.com`, with the port where one was given. */
  readonly host: string;

  constructor(kind: ConnectionErrorKind, host: string, detail: string, cause?: unknown) {
    super(`${meanings[kind]} ${host} (${detail})`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.host = host;
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
export function connectionErrorOf(cause: NodeJS.ErrnoException, host: string): ConnectionError {
  const code = cause.code ?? '';
  return new ConnectionError(kindOf(code), host, code === '' || code === 'EPROXY' ? cause.message : code, cause);
}

function kindOf(code: string): ConnectionErrorKind {
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return 'timeout';
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/.test(code)) return 'tls';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPROXY)$/.test(code)) return 'refused';
  return 'reset';
}
