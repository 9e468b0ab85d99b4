import { Engine } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { createHost } from '../host/host.ts';
import { hostOptionChecks, refuseContradictions } from '../host/host-option-checks.ts';
import type { HostOptions } from '../host/host-options.ts';
import { checkOptions } from '../host/option-checks.ts';
import type { Database } from './database.ts';
import { lockOf } from './lock-of.ts';
import { openDatabase } from './open-database.ts';
import { openSession } from './open-session.ts';
import type { SessionHost } from './session-host.ts';
import { sessionOptionChecks } from './session-option-checks.ts';

/**
 * Opens a host for a program that serves many: what sessions share is there once, and a session costs little. Without
 * `sandbox` and `endpoint` it goes to real AWS with the default credential chain, which is asked when the first call is
 * made. Throws CATALOG_MISSING and INVALID_OPTION.
 *
 * @example
 * const host = await openHost({ connections: [{ name: 'dev', profile: 'dev' }, { name: 'prod', profile: 'prod' }] });
 * const reader = await host.session({ readOnly: true, region: 'eu-west-1' });
 * const { rows } = await reader.query('SELECT image_id, name FROM aws.ec2.images');
 * await reader.close();
 * await host.close();
 */
export async function openHost(options: HostOptions = {}): Promise<SessionHost> {
  checkOptions(options, hostOptionChecks, 'openHost()');
  refuseContradictions(options);
  const host = await createHost(options);
  const open = new Set<Database>();
  let closing: Promise<void> | undefined;
  const refuseClosed = (): void => {
    if (closing !== undefined) throw new SkyqlError('CLOSED', 'The host is closed.', { hint: 'Open another one.' });
  };

  async function closeAll(): Promise<void> {
    await Promise.all([...open].map((database) => database.close()));
    await host.close();
  }

  return {
    async session(own = {}) {
      refuseClosed();
      checkOptions(own, sessionOptionChecks, 'session()');
      const engine = await Engine.open(own.database, lockOf(own), own.schema);
      const database = openDatabase(await openSession(host, engine, own), async () => {
        open.delete(database);
        await engine.close();
      });
      open.add(database);
      // The host was closed while this one was being opened.
      if (closing !== undefined) {
        await database.close();
        refuseClosed();
      }
      return database;
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
