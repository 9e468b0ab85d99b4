import { readFile, stat } from 'node:fs/promises';
import { connectionErrorOf } from '../../aws/http/connection-error.ts';
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

/** AWS's archive has 3 MB. */
const fetchLimits: FetchLimits = { bytes: 64 * 2 ** 20, milliseconds: 120_000 };

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
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await fetch(plain, { headers, signal });
    if (response.status === 304 && known) return { kind: 'unchanged' };
    if (!response.ok) {
      throw unreachable(`${shown} answers ${response.status} ${response.statusText}`.trim().concat('.'), offlineHint);
    }
    const zip = await bodyOf(response, limits);
    const [etag, lastModified] = [response.headers.get('etag'), response.headers.get('last-modified')];
    return { kind: 'archive', zip, ...(etag && { etag }), ...(lastModified && { lastModified }) };
  } catch (cause) {
    if (cause instanceof SkyqlError) throw cause;
    const reason = signal.aborted
      ? `${shown} took more than ${limits.milliseconds / 1000} s`
      : connectionErrorOf(deepestOf(cause), url.host).message;
    throw unreachable(`${reason}.`, offlineHint, cause);
  }
}

const offlineHint =
  'Without a way to it (offline, or behind a proxy), fetch CloudformationSchema.zip elsewhere and give the file: skyql catalog update --from FILE.';

/** Stops at the limit, whatever length the server announces. */
async function bodyOf(response: Response, limits: FetchLimits): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limits.bytes) throw tooLarge(limits);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

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
