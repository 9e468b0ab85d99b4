import { PostgresError } from '../errors/postgres-error.ts';
import { isServerSetting } from '../statements/server-settings.ts';
import type { Settings } from '../statements/settings.ts';

/** The one database there is. */
export const databaseName = 'aws';

/** Names of a first message that are no settings. */
const ofConnection = new Set(['user', 'database', 'options', 'replication']);

/** Takes the settings that a connection begins with. Throws 3D000 for another database, 22023 for what a setting does not take. */
export function takeStartSettings(settings: Settings, parameters: ReadonlyMap<string, string>): void {
  const user = parameters.get('user');
  if (user === undefined || user === '')
    throw new PostgresError('28000', 'no PostgreSQL user name specified in startup packet', { fatal: true });
  const database = parameters.get('database') || user;
  if (database !== databaseName)
    throw new PostgresError('3D000', `database "${database}" does not exist`, {
      hint: `The database is called ${databaseName}: psql -d ${databaseName}.`,
      fatal: true,
    });
  if (!/^(?:false|off|no|0)$/i.test(parameters.get('replication') ?? 'off'))
    throw new PostgresError('0A000', 'Nothing is replicated from here.', { fatal: true });
  settings.fix('session_authorization', user);
  for (const [name, value] of optionsIn(parameters.get('options') ?? '')) take(settings, name, value);
  for (const [name, value] of parameters)
    if (!ofConnection.has(name) && !name.startsWith('_pq_.')) take(settings, name.toLowerCase(), value);
  settings.keepAsInitial();
}

function take(settings: Settings, name: string, value: string): void {
  if (!isServerSetting(name))
    throw new PostgresError('42704', `unrecognized configuration parameter "${name}"`, {
      hint: "skyql's own begin with skyql: skyql.region.",
      fatal: true,
    });
  try {
    settings.set(name, [value]);
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    const { sqlstate, message, hint } = error;
    throw new PostgresError(sqlstate, message, { hint, fatal: true });
  }
}

/** `-c name=value`, `--name=value`, with blanks written `\ `. Throws 42601 for others. */
function optionsIn(text: string): readonly (readonly [string, string])[] {
  const words = [...text.matchAll(/(?:\\[\s\S]|\S)+/g)].map(([word]) => word.replace(/\\([\s\S])/g, '$1'));
  const settings: (readonly [string, string])[] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const given = word === '-c' ? words.shift() : /^(?:-c|--)([\s\S]+)$/.exec(word)?.[1];
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(given ?? '') ?? [];
    if (name === undefined)
      throw new PostgresError('42601', `invalid command-line argument for server process: ${word}`, {
        hint: 'Write options=-c skyql.region=eu-west-1.',
        fatal: true,
      });
    settings.push([name.replaceAll('-', '_').toLowerCase(), value ?? '']);
  }
  return settings;
}
