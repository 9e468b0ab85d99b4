import { findCatalog, findService } from '../../../catalog/find-service.ts';
import { durationOf } from '../../../data/duration.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { isProviderName } from '../../../plan/resolve/is-provider-name.ts';
import type { SetStatement, UseStatement } from '../../../sql/statement.ts';
import { catalogsOf } from '../../catalogs.ts';
import type { Session } from '../../session.ts';
import type { StatementContext } from '../../statement-context.ts';
import { usualMaxChanges } from '../../usual-max-changes.ts';

const nothing: EngineResult = { columns: [], rows: [] };

/** USE aws, USE aws.imagebuilder: the front parts that names may leave out. USE of the local database takes it back. */
export async function use({ session }: StatementContext, { name }: UseStatement): Promise<EngineResult> {
  const parts = name.parts.map((part) => part.toLowerCase());
  const [first = '', second] = parts;
  const local = session.localSchema.split('.');
  if (parts.every((part, index) => part === local[index] || (parts.length === 1 && part === local[1]))) {
    session.use = [];
    return nothing;
  }
  if (isProviderName(session, first) && second === undefined)
    session.use = [findCatalog(catalogsOf(session), first).provider];
  else if (parts.length <= 2) {
    const service = await findService(catalogsOf(session), parts, session.use);
    session.use = [service.provider, service.name];
  } else {
    throw new SkyqlError('UNKNOWN_SERVICE', `USE takes a provider or a service, not ${name.parts.join('.')}.`, {
      hint: 'Write USE aws or USE aws.imagebuilder.',
    });
  }
  return nothing;
}

/** skyql's own settings: SET dialect = 'stackql', SET region = 'a, b', SET max_changes = 10, SET idempotency_key = 'deploy-42', SET strict = true, SET fail_fast = true, SET allow_partial = true, SET changes_in_transaction = true, SET cache = '300s', SET timeout = '5m', SET call_timeout = '20s'. */
export async function setSetting({ session }: StatementContext, { name, value }: SetStatement): Promise<EngineResult> {
  switch (name) {
    case 'dialect':
      return setDialect(session, value);
    case 'region':
    case 'regions': {
      const regions = value
        .split(',')
        .map((region) => region.trim())
        .filter((region) => region !== '');
      // Of none, as RESET gives, the connections have their own again.
      session.settings = { ...session.settings, regions: regions.length === 0 ? undefined : regions };
      return nothing;
    }
    case 'max_changes':
      session.settings = { ...session.settings, maxChanges: maxChangesOf(session, value) };
      return nothing;
    case 'idempotency_key':
      session.settings = { ...session.settings, idempotencyKey: value === '' ? undefined : value };
      return nothing;
    case 'strict':
      session.settings = { ...session.settings, strict: booleanOf(name, value) };
      return nothing;
    case 'fail_fast':
      session.settings = { ...session.settings, failFast: booleanOf(name, value) };
      return nothing;
    case 'allow_partial':
      session.settings = { ...session.settings, allowPartial: booleanOf(name, value) };
      return nothing;
    case 'changes_in_transaction':
      session.settings = { ...session.settings, changesInTransaction: booleanOf(name, value) };
      return nothing;
    case 'cache':
      session.settings = { ...session.settings, cache: millisecondsOf(name, value) };
      return nothing;
    case 'timeout':
      session.settings = { ...session.settings, timeout: millisecondsOf(name, value) };
      return nothing;
    case 'call_timeout':
      session.settings = { ...session.settings, callTimeout: millisecondsOf(name, value) };
      return nothing;
    default:
      throw invalid(name, value, 'There is no such setting.');
  }
}

async function setDialect(session: Session, value: string): Promise<EngineResult> {
  const dialect = value === '' ? session.usualDialect : value.toLowerCase();
  if (dialect !== 'stackql' && dialect !== 'duckdb') throw invalid('dialect', value, "It takes 'duckdb' or 'stackql'.");
  if (dialect === 'duckdb') await session.macros.leaveStackql();
  session.dialect = dialect;
  return nothing;
}

/** A script may be more careful than who runs it, never less. RESET goes back to what that one said. */
function maxChangesOf({ settings: { mostChanges } }: Session, value: string): number {
  if (value === '') return mostChanges ?? usualMaxChanges;
  if (!/^\d{1,9}$/.test(value)) throw invalid('max_changes', value, 'It takes a whole number.');
  const wanted = Number(value);
  if (mostChanges === undefined || wanted <= mostChanges) return wanted;
  throw invalid(
    'max_changes',
    value,
    `The session was opened with ${mostChanges}, which statements can only lower: give --max-changes ${wanted} (maxChanges in a program).`,
  );
}

function booleanOf(name: string, value: string): boolean {
  const text = value.toLowerCase();
  if (['true', 'on', '1'].includes(text)) return true;
  if (['false', 'off', '0', ''].includes(text)) return false;
  throw invalid(name, value, 'It takes true or false.');
}

function millisecondsOf(name: string, value: string): number {
  const milliseconds = durationOf(value);
  if (milliseconds === undefined) throw invalid(name, value, "It takes a duration such as '300s' or '5m', or 'off'.");
  return milliseconds;
}

function invalid(name: string, value: string, hint: string): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `${name} cannot be set to '${value}'.`, { hint });
}
