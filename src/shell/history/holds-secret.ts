import type { Catalog } from '../../catalog/catalog.ts';
import { isProviderNamed, qualified } from '../../catalog/find-service.ts';
import { nameKey } from '../../data/name-key.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { isSecretName } from '../../naming/is-secret-name.ts';
import { isWord, nameOf, type Token } from '../../sql/token.ts';
import { readEntries } from '../editor/read-entries.ts';

/** The words of statements that may hold a value which AWS takes and never tells again. Queries name its column, and no value. */
const changing = ['insert', 'update', 'exec', 'execute', 'merge', 'set', 'pragma'];
/** Of DuckDB's own statements, and of addresses. */
const given = [
  /^\s*create\s+(or\s+replace\s+)?((persistent|temporary|temp)\s+)?secret\b/i,
  /:\/\/[^/\s:@']*:[^/\s@']+@/,
  /[?&](x-amz-(signature|credential|security-token)|sig|token)=/i,
];

/**
 * Whether a text gives a secret away that nobody should find in a file: a value of a column that AWS never tells again, or
 * whose name says that it is one, a secret of DuckDB's, an address with a password or a signature.
 */
export async function holdsSecret(
  text: string,
  catalogs: readonly Catalog[],
  use: readonly string[] = [],
): Promise<boolean> {
  for (const { kind, text: entry, statement: ended } of readEntries(text).entries) {
    if (ended !== undefined && (await holdsSecret(ended, catalogs, use))) return true;
    if (given.some((pattern) => pattern.test(entry))) return true;
    if (kind === 'command' && /^\\set\b/i.test(entry) && isSecretName(entry.split(/\s+/)[1] ?? '')) return true;
    // A command may have a statement behind it: `\explain INSERT ...`.
    const statement = kind === 'command' ? entry.replace(/^\S+/, '') : entry;
    if (await changesSecret(statement, catalogs, use)) return true;
  }
  return false;
}

async function changesSecret(
  statement: string,
  catalogs: readonly Catalog[],
  use: readonly string[],
): Promise<boolean> {
  const tokens = readEntries(statement).tokens.flatMap((token) => (token.kind === 'command' ? [] : [token as Token]));
  if (!tokens.some((token) => isWord(token, ...changing))) return false;
  const names = tokens.flatMap(wordsOf);
  if (names.some((name) => isSecretName(name))) return true;
  const untold = new Set(
    (await Promise.all(qualifiedNames(tokens).map((parts) => untoldBy(parts, catalogs, use)))).flat(),
  );
  return names.some((name) => untold.has(nameKey(name.replace(/^data__/, ''))));
}

/** The names in a token: itself, or those that stand in a text, which may be JSON. */
function wordsOf(token: Token): readonly string[] {
  if (token.kind === 'identifier' || token.kind === 'quoted-identifier') return [nameOf(token)];
  return token.kind === 'string' ? (token.text.match(/[\w-]+(?=\\?"\s*:)/g) ?? []) : [];
}

/** Names of several parts, and those without their last part: an EXEC names a method of a resource. */
function qualifiedNames(tokens: readonly Token[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  let parts: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const isName = token.kind === 'identifier' || token.kind === 'quoted-identifier';
    const follows = tokens[index - 1]?.text === '.';
    if (isName) parts = follows ? [...parts, nameOf(token)] : [nameOf(token)];
    if (isName) found.push(parts);
  }
  return found;
}

/** The names of what the resource takes and never tells again. */
async function untoldBy(
  parts: readonly string[],
  catalogs: readonly Catalog[],
  use: readonly string[],
): Promise<readonly string[]> {
  const [provider = '', service = '', name = ''] = qualified(parts, use, 3);
  const catalog = catalogs.find((candidate) => isProviderNamed(candidate, provider));
  if (catalog === undefined) return [];
  try {
    const resource = await catalog.resource(service, name);
    if (resource === undefined) return [];
    const schema = await catalog.schema(resource.service, resource.name);
    return [
      ...resource.columns
        .filter(({ writeOnly }) => writeOnly)
        .flatMap(({ name, property }) => [name, property ?? name]),
      ...(schema?.writeOnlyProperties ?? []).flatMap((pointer) => pointer.split('/').slice(2)),
    ].map(nameKey);
  } catch (error) {
    if (error instanceof SkyqlError) return [];
    throw error;
  }
}
