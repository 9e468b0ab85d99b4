import { keepSecret } from '../../errors/known-secrets.ts';

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Members of what STS and the services of SSO are asked and answer, by which whoever reads them is somebody else. */
const names =
  'WebIdentityToken|SAMLAssertion|TokenCode|accessToken|refreshToken|idToken|clientSecret|secretAccessKey|sessionToken';
const inForm = new RegExp(`(?:^|&)(?:${names})=([^&]*)`, 'gi');
const inJson = new RegExp(`"(?:${names})"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`, 'gi');
/** What a token is shown in, whatever service takes it. */
const tokenHeaders = /^(?:x-amz-sso_bearer_token|authorization|x-amz-security-token)$/i;

/** Takes note of the tokens that a request or an answer has, before anything can go wrong with it: no error tells them. */
export function keepSentSecrets({ headers, body = '' }: Message): void {
  for (const [name, value] of Object.entries(headers))
    if (tokenHeaders.test(name)) keepSecret(value.replace(/^Bearer /i, ''));
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  for (const [, value = ''] of text.matchAll(inForm)) {
    keepSecret(value);
    keepSecret(decoded(value));
  }
  for (const [, value = ''] of text.matchAll(inJson)) keepSecret(value);
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
