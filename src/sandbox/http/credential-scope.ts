/** Who signed a request, for which region and service: what SigV4 says in clear text. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** The service's signing name: `imagebuilder`. */
  readonly signingName: string;
}

interface SignedRequest {
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The credential scope of the Authorization header or of a presigned query; undefined for a request that nobody signed. */
export function credentialScope(request: SignedRequest): CredentialScope | undefined {
  const credential =
    /^AWS4-HMAC-SHA256\s.*?Credential=([^\s,]+)/.exec(request.headers.authorization ?? '')?.[1] ??
    new URLSearchParams(request.rawQuery).get('X-Amz-Credential');
  const parts = credential?.split('/') ?? [];
  // An access key id may itself hold slashes; the scope is the last four parts.
  const [date, region, signingName, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (terminator !== 'aws4_request' || !accessKeyId || !date || !region || !signingName) return undefined;
  return { accessKeyId, region, signingName };
}
