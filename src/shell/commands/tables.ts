import { quoteLiteral } from '../../data/quote.ts';
import type { Shell } from '../shell.ts';
import { patternOf } from './pattern-of.ts';
import { qualifiedName } from './qualified-name.ts';
import type { ShellCommand } from './shell-command.ts';

export const tablesCommand: ShellCommand = {
  names: ['\\dt', '\\dv', '.tables'],
  argument: '[SERVICE[.PATTERN]]',
  summary: "the session's own tables and views, or the resources of a service: \\dt ec2.*image*",
  completedAs: 'SHOW RESOURCES IN ',
  async run(argument, shell) {
    const [, front = '', pattern] = /^(.*?)(?:\.([^.]*[*?%][^.]*))?$/.exec(argument) ?? [];
    const { name, kind } = await qualifiedName(front, shell.catalog);
    if (argument === '' || (kind === 'unknown' && pattern === undefined)) return listTables(shell, argument);
    const like = pattern === undefined ? '' : ` LIKE ${quoteLiteral(patternOf(pattern))}`;
    return shell.runStatement(`SHOW RESOURCES IN ${name}${like}`, { isOwn: true });
  },
};

/** Tables and views that the session has made, or those among them of a pattern. */
export async function listTables(shell: Shell, pattern = ''): Promise<number> {
  const like = pattern === '' ? '' : ` AND name LIKE ${quoteLiteral(patternOf(pattern))}`;
  const { rows } = await shell.parts.database.query(`SELECT count(*) AS n FROM (${ownTables})`);
  if (rows[0]?.n === 0 || rows[0]?.n === '0') {
    shell.say(
      'The session has no tables of its own. \\dn lists services, \\dt ec2 the resources of one, \\d ec2.images its columns.',
    );
    return 0;
  }
  return shell.runStatement(`SELECT * FROM (${ownTables}) WHERE true${like} ORDER BY ALL`, { isOwn: true });
}

const ownTables = `
  SELECT database_name AS database, schema_name AS schema, table_name AS name, 'table' AS kind FROM duckdb_tables() WHERE NOT internal
  UNION ALL
  SELECT database_name, schema_name, view_name, 'view' FROM duckdb_views() WHERE NOT internal`;
