import { onAbort } from '../../data/on-abort.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command, Fetch } from '../statements/command.ts';
import type { Backend } from './backend.ts';
import { CursorRows } from './cursor-rows.ts';
import { openRows } from './open-rows.ts';
import type { Outcome, Portal } from './portal.ts';

type CursorCommand = Extract<Command, { kind: 'declare' | 'fetch' | 'move' | 'close' }>;

/** DECLARE, FETCH, MOVE and CLOSE: cursors are portals with a name. */
export async function runCursor(backend: Backend, portal: Portal, command: CursorCommand): Promise<Outcome> {
  switch (command.kind) {
    case 'declare':
      return declare(backend, portal, command);
    case 'fetch':
      return fetch(backend, portal, command.name, command.fetch);
    case 'move': {
      const rows = await rowsOf(backend, command.name).fetch(command.fetch);
      const moved = await rows.write(
        Number.POSITIVE_INFINITY,
        (_, __, end) => end,
        async () => undefined,
      );
      return { kind: 'done', tag: `MOVE ${moved.rows}` };
    }
    case 'close':
      if (command.name === undefined) await backend.closePortals(true);
      else {
        cursorOf(backend, command.name);
        await backend.closePortal(command.name);
      }
      return { kind: 'done', tag: command.name === undefined ? 'CLOSE CURSOR ALL' : 'CLOSE CURSOR' };
  }
}

async function declare(
  backend: Backend,
  portal: Portal,
  { name, hold, isBinary, isScroll, sql }: Extract<CursorCommand, { kind: 'declare' }>,
): Promise<Outcome> {
  if (!hold) backend.transaction.refuseOutside('DECLARE CURSOR');
  if (backend.portals.has(name)) throw new PostgresError('42P03', `cursor "${name}" already exists`);
  const stop = new AbortController();
  const cursor: Portal = { ...portal, formats: isBinary ? [1] : [], hold, stop };
  // Whoever stops the declaration stops its query.
  onAbort(portal.stop.signal, () => stop.abort(portal.stop.signal.reason));
  const rows = new CursorRows(await openRows(backend, stop, sql), { isScroll });
  backend.portals.set(name, { ...cursor, outcome: { kind: 'rows', rows, tag: (count) => `FETCH ${count}` } });
  if (hold && backend.transaction.status !== 'I') backend.transaction.held.add(name);
  return { kind: 'done', tag: 'DECLARE CURSOR' };
}

async function fetch(backend: Backend, portal: Portal, name: string, wanted: Fetch): Promise<Outcome> {
  const cursor = cursorOf(backend, name);
  const rows = rowsOf(backend, name);
  // Whoever stops the FETCH stops what the cursor does.
  onAbort(portal.stop.signal, () => cursor.stop.abort(portal.stop.signal.reason));
  return { kind: 'rows', rows: await rows.fetch(wanted), tag: (fetched) => `FETCH ${fetched}` };
}

function cursorOf({ portals }: Backend, name: string): Portal {
  const cursor = portals.get(name);
  if (cursor === undefined) throw new PostgresError('34000', `cursor "${name}" does not exist`);
  return cursor;
}

function rowsOf(backend: Backend, name: string): CursorRows {
  const cursor = cursorOf(backend, name);
  const { outcome } = cursor;
  if (outcome?.kind !== 'rows') throw new PostgresError('55000', `portal "${name}" has no rows to fetch`);
  if (outcome.rows instanceof CursorRows) return outcome.rows;
  // A portal of the protocol: how many of its rows were read, nobody has counted, and it never goes back.
  const rows = new CursorRows(outcome.rows, { position: Number.POSITIVE_INFINITY });
  cursor.outcome = { ...outcome, rows };
  return rows;
}
