import { readAuthorizationHeader } from './authorization-header.ts';
import { type CredentialScope, scopeTerminator, signingAlgorithm } from './signing-key.ts';

/** What a signed request says of its own signature, in its headers or in its query string. */
export interface SignatureClaim {
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** When the request was signed: `20150830T123600Z`. */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Seconds that a signature in the query string is good for. */
  readonly expires: number | undefined;
}

export interface ClaimProblem {
  readonly failure: 'missing' | 'incomplete' | 'incomplete-query';
  readonly message: string;
}

type Pairs = readonly (readonly [string, string])[];

/** Reads a request's claim: from `Authorization`, or else from the query string. */
export function readSignatureClaim(
  headers: Readonly<Record<string, string>>,
  query: Pairs,
): SignatureClaim | ClaimProblem {
  const authorization = headers.authorization;
  if (authorization !== undefined) return readHeaderClaim(authorization, headers);
  if (query.some(([name]) => name === 'X-Amz-Algorithm' || name === 'X-Amz-Signature')) return readQueryClaim(query);
  return { failure: 'missing', message: 'Missing Authentication Token' };
}

function readHeaderClaim(
  authorization: string,
  headers: Readonly<Record<string, string>>,
): SignatureClaim | ClaimProblem {
  const { algorithm, parameters, problem } = readAuthorizationHeader(authorization);
  if (algorithm !== signingAlgorithm) return unsupportedAlgorithm(algorithm);
  if (problem !== undefined) return { failure: 'incomplete', message: problem };
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parameters.get(name));
  const timestamp = headers['x-amz-date'] ?? timeOfDateHeader(headers.date);
  if (missing.length > 0 || timestamp === undefined) {
    const demands = missing.map((name) => `Authorization header requires '${name}' parameter.`);
    if (timestamp === undefined) {
      demands.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    return { failure: 'incomplete', message: demands.join(' ') };
  }
  return claimOf('header', {
    credential: parameters.get('Credential') ?? '',
    signedHeaders: parameters.get('SignedHeaders') ?? '',
    signature: parameters.get('Signature') ?? '',
    timestamp,
    sessionToken: headers['x-amz-security-token'],
    expires: undefined,
  });
}

/** What a query string has to say of its signature (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). */
const queryParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
] as const;

function readQueryClaim(query: Pairs): SignatureClaim | ClaimProblem {
  const parameters = new Map(query);
  const algorithm = parameters.get('X-Amz-Algorithm') ?? '';
  if (algorithm !== signingAlgorithm) return unsupportedAlgorithm(algorithm);
  const missing = queryParameters.filter((name) => !parameters.get(name));
  if (missing.length > 0) {
    return {
      failure: 'incomplete-query',
      message: missing.map((name) => `AWS query-string parameters must include '${name}'.`).join(' '),
    };
  }
  const named = query.map(([name]) => name).filter((name) => name.startsWith('X-Amz-'));
  const doubled = named.find((name, index) => named.indexOf(name) < index);
  if (doubled !== undefined) {
    return { failure: 'incomplete-query', message: `AWS query-string parameters hold '${doubled}' more than once.` };
  }
  const expires = parameters.get('X-Amz-Expires') ?? '';
  return claimOf('query', {
    credential: parameters.get('X-Amz-Credential') ?? '',
    signedHeaders: parameters.get('X-Amz-SignedHeaders') ?? '',
    signature: parameters.get('X-Amz-Signature') ?? '',
    timestamp: parameters.get('X-Amz-Date') ?? '',
    sessionToken: parameters.get('X-Amz-Security-Token'),
    expires: /^\d{1,9}$/.test(expires) ? Number(expires) : Number.NaN,
  });
}

interface RawClaim {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  readonly expires: number | undefined;
}

function claimOf(place: 'header' | 'query', raw: RawClaim): SignatureClaim | ClaimProblem {
  // Counted from the end: an access key id may hold slashes of its own.
  const parts = raw.credential.split('/');
  const [date = '', region = '', service = '', terminator = ''] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if ([accessKeyId, date, region, service].includes('')) {
    return {
      failure: place === 'query' ? 'incomplete-query' : 'incomplete',
      message: 'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term',
    };
  }
  if (terminator !== scopeTerminator) {
    return {
      failure: place === 'query' ? 'incomplete-query' : 'incomplete',
      message: `Credential should be scoped with a valid terminator: '${scopeTerminator}', not '${terminator}'.`,
    };
  }
  return {
    place,
    accessKeyId,
    scope: { date, region, service },
    signedHeaders: raw.signedHeaders.split(';').map((name) => name.toLowerCase()),
    signature: raw.signature,
    timestamp: raw.timestamp,
    sessionToken: raw.sessionToken,
    expires: raw.expires,
  };
}

function unsupportedAlgorithm(algorithm: string): ClaimProblem {
  return { failure: 'incomplete', message: `Unsupported AWS 'algorithm': '${algorithm}'.` };
}

function timeOfDateHeader(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  if (/^\d{8}T\d{6}Z$/.test(date)) return date;
  const milliseconds = Date.parse(date);
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
