import type { Command, TransactionModes } from '../statements/command.ts';
import type { Backend } from './backend.ts';
import type { Outcome } from './portal.ts';
import { tellSession } from './run-setting.ts';

type TransactionCommand = Extract<
  Command,
  { kind: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to' | 'set-modes' }
>;

/** BEGIN, COMMIT, ROLLBACK and what stands between them. The session's transaction is about its local tables. */
export async function runTransaction(backend: Backend, command: TransactionCommand): Promise<Outcome> {
  const { transaction, settings } = backend;
  switch (command.kind) {
    case 'begin':
      if (transaction.status === 'T') warn(backend, '25001', 'there is already a transaction in progress');
      else await begin(backend);
      takeModes(backend, command.modes);
      return done(command.tag);
    case 'commit':
    case 'rollback':
      return done(await end(backend, command.kind, command.chain));
    case 'savepoint':
      transaction.refuseOutside('SAVEPOINT');
      transaction.savepoint(command.name, settings.snapshot(), backend.portals.keys());
      return done('SAVEPOINT');
    case 'release':
      transaction.refuseOutside('RELEASE SAVEPOINT');
      transaction.release(command.name);
      return done('RELEASE');
    case 'rollback-to':
      transaction.refuseOutside('ROLLBACK TO SAVEPOINT');
      await rollbackTo(backend, command.name);
      return done('ROLLBACK');
    case 'set-modes': {
      const { modes, scope } = command;
      if (scope === 'transaction') {
        if (transaction.status === 'I')
          warn(backend, '25P01', 'SET TRANSACTION can only be used in transaction blocks');
        else takeModes(backend, modes);
      } else {
        const before = settings.snapshot();
        for (const [name, value] of settingsOf(modes)) settings.set(`default_${name}`, [value]);
        backend.tellSettings(before);
      }
      return done('SET');
    }
  }
}

async function begin(backend: Backend): Promise<void> {
  await backend.database.query('BEGIN');
  backend.transaction.begin(backend.settings.snapshot());
}

function takeModes({ settings }: Backend, modes: TransactionModes): void {
  for (const [name, value] of settingsOf(modes)) settings.set(name, [value]);
}

function settingsOf({ isolation, readOnly, deferrable }: TransactionModes): readonly (readonly [string, string])[] {
  return [
    ...(isolation === undefined ? [] : [['transaction_isolation', isolation] as const]),
    ...(readOnly === undefined ? [] : [['transaction_read_only', readOnly ? 'on' : 'off'] as const]),
    ...(deferrable === undefined ? [] : [['transaction_deferrable', deferrable ? 'on' : 'off'] as const]),
  ];
}

/** What was set since and opened since is taken back. */
async function rollbackTo(backend: Backend, name: string): Promise<void> {
  const { transaction, settings, portals } = backend;
  const { settings: before, cursors } = transaction.rollbackTo(name);
  const told = settings.snapshot();
  for (const cursor of [...portals.keys()]) if (!cursors.has(cursor)) await backend.closePortal(cursor);
  await tellSession(backend, settings.restore(before));
  backend.tellSettings(told);
}

async function end(backend: Backend, kind: 'commit' | 'rollback', chain: boolean): Promise<string> {
  const { transaction, settings } = backend;
  const tag = kind === 'rollback' || transaction.status === 'E' ? 'ROLLBACK' : 'COMMIT';
  if (transaction.status === 'I') {
    if (chain) transaction.refuseOutside(`${tag} AND CHAIN`);
    warn(backend, '25P01', 'there is no transaction in progress');
    return tag;
  }
  const told = settings.snapshot();
  const { before, hidden } = transaction;
  const modes = settings.transactionModes();
  // Its portals read what it shows; those that would outlive it do not where it never was.
  await backend.closePortals(false);
  if (tag === 'ROLLBACK') for (const name of transaction.held) await backend.closePortal(name);
  try {
    await backend.database.query(tag);
  } finally {
    // Tables that it made are gone, and those that it dropped are there again.
    if (tag === 'ROLLBACK') backend.noteDefinition();
    let changed: readonly string[] = [];
    if (tag === 'ROLLBACK' && before !== undefined) changed = settings.restore(before);
    else if (hidden.size > 0) changed = settings.restore(withHidden(settings.snapshot(), hidden));
    settings.endTransaction();
    transaction.end();
    await tellSession(backend, changed);
    backend.tellSettings(told);
  }
  if (chain) {
    await begin(backend);
    for (const [name, value] of modes) settings.set(name, [value]);
  }
  return tag;
}

function withHidden(
  now: ReadonlyMap<string, string>,
  hidden: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string> {
  const restored = new Map(now);
  for (const [name, value] of hidden) {
    if (value === undefined) restored.delete(name);
    else restored.set(name, value);
  }
  return restored;
}

function warn(backend: Backend, sqlstate: string, message: string): void {
  backend.notice({ severity: 'WARNING', sqlstate, message });
}

function done(tag: string): Outcome {
  return { kind: 'done', tag };
}
