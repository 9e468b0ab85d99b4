import { readFile, stat } from 'node:fs/promises';
import { ConnectionError } from '../../aws/http/connection-error.ts';
import { createHttpClient } from '../../aws/http/http-client.ts';
import type { HttpResponse } from '../../aws/protocols/protocol.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { unreadableArchive } from './archive-error.ts';
import type { ArchiveSource } from './archive-source.ts';

export type FetchedArchive =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'archive'; readonly zip: Buffer; readonly etag?: string; readonly lastModified?: string };

/** What a web server said of the version that is there already. */
export interface KnownVersion {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface FetchLimits {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** AWS's archive of schemas has 3 MB, botocore's wheel 17. */
const fetchLimits: FetchLimits = { bytes: 128 * 2 ** 20, milliseconds: 120_000 };

/**
 * The bytes of an archive, or that its web server has none newer than the known one. Throws ARCHIVE_UNREACHABLE when
 * there is none to be had, ARCHIVE_UNREADABLE when it is too large to be one.
 */
export async function fetchArchive(
  source: ArchiveSource,
  known: KnownVersion | undefined,
  limits: FetchLimits = fetchLimits,
): Promise<FetchedArchive> {
  return source.kind === 'file' ? readLocal(source.path, limits) : download(source.url, source.shown, known, limits);
}

async function readLocal(path: string, limits: FetchLimits): Promise<FetchedArchive> {
  try {
    const { size } = await stat(path);
    if (size > limits.bytes) throw tooLarge(limits);
    return { kind: 'archive', zip: await readFile(path) };
  } catch (cause) {
    if (cause instanceof SkyqlError) throw cause;
    throw unreachable(`The file ${path} cannot be read: ${deepestOf(cause).code ?? cause}.`, 'Check the path.', cause);
  }
}

async function download(
  url: URL,
  shown: string,
  known: KnownVersion | undefined,
  limits: FetchLimits,
): Promise<FetchedArchive> {
  // An address with a password is none that fetch takes, and its complaint would print it.
  const { username, password } = url;
  const plain = new URL(url);
  plain.username = plain.password = '';
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const headers = {
    ...(username !== '' && { authorization: `Basic ${login}` }),
    ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
  };
  try {
    const { status, headers: told, body } = await get(plain, headers, limits);
    if (status === 304 && known) return { kind: 'unchanged' };
    if (status < 200 || status > 299) throw unreachable(`${shown} answers ${status}.`, offlineHint);
    const { etag, 'last-modified': lastModified } = told;
    return { kind: 'archive', zip: Buffer.from(body), ...(etag && { etag }), ...(lastModified && { lastModified }) };
  } catch (cause) {
    if (cause instanceof SkyqlError && cause.code === 'RESPONSE_TOO_LARGE') throw tooLarge(limits);
    if (cause instanceof SkyqlError) throw cause;
    const isLate = cause instanceof ConnectionError && cause.kind === 'timeout';
    const told = cause instanceof ConnectionError ? cause : deepestOf(cause);
    const reason = isLate ? `${shown} took more than ${limits.milliseconds / 1000} s` : told.message;
    throw unreachable(`${reason}.`, offlineHint, cause);
  }
}

const mostRedirects = 5;

/** Goes the way that calls to AWS go: by the proxy, and trusting the certificates, that the environment names. */
async function get(
  from: URL,
  headers: Readonly<Record<string, string>>,
  { bytes, milliseconds }: FetchLimits,
): Promise<HttpResponse> {
  const client = createHttpClient({ maximumBodyBytes: bytes });
  const caBundle = process.env.AWS_CA_BUNDLE;
  try {
    let url = from;
    for (let redirects = 0; ; redirects += 1) {
      const query = [...url.searchParams].map(([name, value]): [string, string] => [name, value]);
      // What proves who asks is for the server that was named.
      const { authorization: _, ...others } = headers;
      const response = await client.sendRequest(
        url.origin,
        {
          method: 'GET',
          path: url.pathname,
          query,
          headers: url.origin === from.origin ? headers : others,
          body: new Uint8Array(),
        },
        { timeoutMilliseconds: milliseconds, ...(caBundle && { caBundle }) },
      );
      const { location } = response.headers;
      const isRedirect = [301, 302, 303, 307, 308].includes(response.status) && location !== undefined;
      if (!isRedirect || redirects >= mostRedirects) return response;
      url = new URL(location, url);
    }
  } finally {
    client.close();
  }
}

const offlineHint =
  'Without a way to it, fetch it elsewhere and give the file: --from FILE, or --models FILE. HTTPS_PROXY names a proxy.';

function tooLarge({ bytes }: FetchLimits): SkyqlError {
  return unreadableArchive(`it is larger than ${Math.floor(bytes / 2 ** 20)} MB`);
}

function unreachable(message: string, hint: string, cause?: unknown): SkyqlError {
  return new SkyqlError('ARCHIVE_UNREACHABLE', message, {
    hint,
    retryable: true,
    ...(cause !== undefined && { cause }),
  });
}

/** fetch itself says no more than "fetch failed". */
function deepestOf(error: unknown): NodeJS.ErrnoException {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  return deepest instanceof Error ? deepest : new Error(String(deepest));
}
