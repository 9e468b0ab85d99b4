import { PostgresError } from '../errors/postgres-error.ts';
import type { WordReader } from './word-reader.ts';

/** Statements of PostgreSQL that concern what there is nothing of here, by the words that they begin with. */
const foreign: readonly (readonly [begins: readonly string[], hint: string])[] = [
  ...begin('A connection hears of nothing but the answers to its own statements.', 'listen', 'notify'),
  ...begin(
    'The tables of a connection are its own, so nobody has to be kept from them; resources of the cloud cannot be locked.',
    'lock',
  ),
  ...begin(
    'Who may do what is up to the credentials of the connection and to skyql serve: --user, --read-only.',
    'grant',
    'revoke',
    'reassign',
    ...things('role', 'user', 'group', 'policy'),
    'alter default privileges',
    'security label',
  ),
  ...begin(
    'Functions are macros, of one expression or query: CREATE MACRO name(a) AS a + 1.',
    'do',
    ...things('procedure', 'trigger', 'rule', 'aggregate', 'operator', 'cast', 'language', 'event trigger'),
  ),
  ...begin('What skyql has it has without extensions.', ...things('extension')),
  ...begin(
    'There is one database, called aws.',
    ...things('database', 'tablespace', 'publication', 'subscription', 'server', 'foreign'),
  ),
  ...begin(
    'A transaction ends on the connection that began it: COMMIT or ROLLBACK.',
    'prepare transaction',
    'commit prepared',
    'rollback prepared',
  ),
  ...begin('Nothing has to be put in order: tables of a connection end with it.', 'cluster', 'reindex'),
];

/** Refuses what PostgreSQL has and skyql does not. Throws 0A000. */
export function refuseForeign(reader: WordReader): void {
  const found = foreign.find(([words]) => reader.begins(...words));
  if (found === undefined) return;
  const [words, hint] = found;
  throw new PostgresError('0A000', `${words.join(' ').toUpperCase()} is not supported.`, { hint });
}

function begin(hint: string, ...texts: readonly string[]): readonly (readonly [readonly string[], string])[] {
  return texts.map((text) => [text.split(' '), hint] as const);
}

function things(...names: readonly string[]): readonly string[] {
  return ['create', 'alter', 'drop'].flatMap((verb) => names.map((name) => `${verb} ${name}`));
}
