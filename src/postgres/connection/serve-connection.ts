import { randomBytes } from 'node:crypto';
import type { Database } from '../../session/database.ts';
import type { TlsDoor } from '../authentication/tls-door.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import { Settings, sessionStatementFor } from '../statements/settings.ts';
import { backendKey, report } from '../wire/server-messages.ts';
import { type Access, authenticate } from './authenticate.ts';
import { Backend, type BackendLimits, type Server } from './backend.ts';
import type { Channel } from './channel.ts';
import { converse } from './converse.ts';
import { useSchema } from './run-setting.ts';
import { takeStartSettings } from './start-settings.ts';
import { beginConnection, negotiate, type Start } from './start-up.ts';

/** What all connections of a server have in common. */
export interface ConnectionHost extends Server {
  readonly door: TlsDoor | undefined;
  readonly access: Access;
  readonly limits: BackendLimits;
  readonly preparesCatalog: boolean;
  /** How long a client may take to log in, in milliseconds. */
  readonly logInTime: number;
  openSession(): Promise<Database>;
  /** Takes a connection in. Throws 53300 where there are too many, 57P03 where the server is stopping. */
  enter(backend: { readonly process: number; readonly secret: Buffer }): {
    leave(): void;
    hold(backend: Backend): void;
  };
  nextProcess(): number;
  /** Cancels what the connection of this key does. */
  cancel(process: number, secret: Buffer): void;
}

/** Serves one connection from its first byte to its last. Never throws. */
export async function serveConnection(channel: Channel, host: ConnectionHost): Promise<void> {
  const slow = setTimeout(() => channel.destroy(), host.logInTime);
  try {
    const begun = await beginConnection(channel, host.door);
    if (begun.kind === 'cancel') host.cancel(begun.process, begun.secret);
    if (begun.kind === 'start') await serveSession(channel, host, begun.start, () => clearTimeout(slow));
  } catch (error) {
    if (!channel.isGone) report(channel.out, fatal(error));
  } finally {
    clearTimeout(slow);
    await channel.end();
  }
}

async function serveSession(channel: Channel, host: ConnectionHost, start: Start, loggedIn: () => void): Promise<void> {
  const { minor } = negotiate(channel, start);
  const { parameters } = start;
  await authenticate(channel, host.access, parameters.get('user') ?? '');
  if (host.preparesCatalog) host.catalog.prepare();
  const settings = new Settings();
  takeStartSettings(settings, parameters);
  const process = host.nextProcess();
  // Before 3.2 the secret of a connection has four bytes.
  const secret = randomBytes(minor >= 2 ? 32 : 4);
  const place = host.enter({ process, secret });
  let database: Database | undefined;
  try {
    loggedIn();
    database = await host.openSession();
    const backend = new Backend(process, channel, database, host, settings, host.limits);
    await startSession(backend);
    place.hold(backend);
    backend.tellSettings();
    backendKey(channel.out, process, secret);
    try {
      await converse(backend);
    } finally {
      backend.cancel();
      await backend.closePortals(true);
      await backend.catalog.close();
    }
  } finally {
    place.leave();
    await database?.close();
  }
}

/** Tells the session what the connection began with. */
async function startSession({ database, settings }: Backend): Promise<void> {
  await useSchema(database, settings);
  for (const [name] of settings.all()) {
    const sql = name.startsWith('skyql.') ? sessionStatementFor(settings, name) : undefined;
    if (sql !== undefined) await database.query(sql);
  }
}

function fatal(error: unknown): ReturnType<typeof reportOf> {
  return { ...reportOf(error instanceof Error ? error : new PostgresError('XX000', String(error))), severity: 'FATAL' };
}
