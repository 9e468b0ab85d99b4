import { Engine } from '../engine/engine.ts';
import { createHost, type Host } from '../host/host.ts';
import { hostOptionChecks, refuseContradictions } from '../host/host-option-checks.ts';
import { checkOptions } from '../host/option-checks.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Database } from './database.ts';
import { lockOf } from './lock-of.ts';
import { openDatabase } from './open-database.ts';
import { openSession } from './open-session.ts';
import { sessionOptionChecks } from './session-option-checks.ts';

/**
 * Opens a session on a host of its own: SQL over AWS, or over a sandbox inside this process.
 *
 * Without `sandbox` and `endpoint` it goes to real AWS with the default credential chain, which is asked when the first
 * call is made. Throws DATABASE_NOT_OPENED, CATALOG_MISSING and INVALID_OPTION.
 *
 * @example
 * const db = await connect({ sandbox: true, region: 'us-east-1' });
 * const { rows } = await db.query('SELECT image_id, name FROM aws.ec2.images WHERE owner_id = $1', ['123456789012']);
 * await db.close();
 */
export async function connect(options: ConnectOptions = {}): Promise<Database> {
  checkOptions(options, { ...sessionOptionChecks, ...hostOptionChecks }, 'connect()');
  refuseContradictions(options);
  const [engine, host] = await bothOrNone(
    Engine.open(options.database, lockOf(options), options.schema),
    readAhead(createHost(options)),
  );
  // The region is the host's: connections may have regions of their own.
  const session = await openSession(host, engine, { ...options, region: undefined });
  return openDatabase(session, async () => {
    await host.close();
    await engine.close();
  });
}

/** The list of services, which each statement needs, is read while the database opens. What is wrong with it the statement says. */
async function readAhead(creating: Promise<Host>): Promise<Host> {
  const host = await creating;
  for (const { catalog } of host.providers.values()) catalog.services().catch(() => undefined);
  return host;
}

/** A sandbox takes as long to start as a database to open: side by side. */
async function bothOrNone(engine: Promise<Engine>, host: Promise<Host>): Promise<[Engine, Host]> {
  try {
    return await Promise.all([engine, host]);
  } catch (error) {
    const [opened, created] = await Promise.allSettled([engine, host]);
    if (opened.status === 'fulfilled') await opened.value.close();
    if (created.status === 'fulfilled') await created.value.close();
    throw error;
  }
}
