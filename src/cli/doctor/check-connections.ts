import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Database } from '../../session/database.ts';
import { failureFinding } from './failure-finding.ts';
import type { Finding } from './finding.ts';

/** A connection as SHOW CONNECTIONS tells it. */
export interface ListedConnection {
  readonly name: string;
  /** Where its account is asked. */
  readonly region: string;
  readonly hasRegion: boolean;
  readonly endpoint: string | undefined;
}

const fallbackRegion = 'us-east-1';

/** The connections of a session, and the organizations that do not tell theirs. */
export async function listConnections(
  database: Pick<Database, 'query'>,
): Promise<{ readonly connections: readonly ListedConnection[]; readonly findings: readonly Finding[] }> {
  try {
    const { rows, warnings } = await database.query('SHOW CONNECTIONS');
    return {
      connections: rows.map(({ name, regions, endpoint }) => {
        const [region = ''] = String(regions).split(', ');
        return {
          name: String(name),
          region: region === '' || region === 'all' ? fallbackRegion : region,
          hasRegion: region !== '',
          endpoint: typeof endpoint === 'string' ? endpoint : undefined,
        };
      }),
      findings: warnings.map(({ connection, message, hint }) => ({
        check: `connection ${connection}`,
        status: 'failed',
        text: message,
        ...(hint !== undefined && { fix: hint }),
      })),
    };
  } catch (error) {
    return { connections: [], findings: [failureFinding('connections', error)] };
  }
}

/** Whether the credentials of a connection are good, and whose they are. */
export async function checkConnection(
  database: Pick<Database, 'query'>,
  { name, region, hasRegion }: ListedConnection,
): Promise<Finding> {
  const check = `connection ${name}`;
  const sql = 'SELECT account, arn FROM aws.sts.caller_identities WHERE connection = $1 AND region = $2';
  try {
    const [identity] = (await database.query(sql, [name, region])).rows;
    if (identity === undefined) throw new SkyqlError('AWS_ERROR', 'Nobody is signed in.');
    const text = `account ${identity.account}, as ${identity.arn}`;
    if (hasRegion) return { check, status: 'ok', text };
    const fix = 'Statements have to name one; or give the connection regions, set AWS_REGION, or use --region.';
    return { check, status: 'warning', text: `${text}. It has no region.`, fix };
  } catch (error) {
    return failureFinding(check, error);
  }
}
