import { onAbort } from '../../data/on-abort.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command, FetchCount } from '../statements/command.ts';
import type { Rows } from '../statements/result-rows.ts';
import type { Backend } from './backend.ts';
import { openRows } from './open-rows.ts';
import type { Outcome, Portal } from './portal.ts';

type CursorCommand = Extract<Command, { kind: 'declare' | 'fetch' | 'move' | 'close' }>;

/** DECLARE, FETCH, MOVE and CLOSE: cursors are portals with a name. */
export async function runCursor(backend: Backend, portal: Portal, command: CursorCommand): Promise<Outcome> {
  switch (command.kind) {
    case 'declare':
      return declare(backend, portal, command);
    case 'fetch':
      return fetch(backend, portal, command.name, command.count);
    case 'move': {
      const { rows } = rowsOf(backend, command.name);
      const moved = await rows.write(
        limitOf(command.count),
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
  { name, hold, isBinary, sql }: Extract<CursorCommand, { kind: 'declare' }>,
): Promise<Outcome> {
  if (!hold) backend.transaction.refuseOutside('DECLARE CURSOR');
  if (backend.portals.has(name)) throw new PostgresError('42P03', `cursor "${name}" already exists`);
  const stop = new AbortController();
  const cursor: Portal = { ...portal, formats: isBinary ? [1] : [], hold, stop };
  // Whoever stops the declaration stops its query.
  onAbort(portal.stop.signal, () => stop.abort(portal.stop.signal.reason));
  const rows = await openRows(backend, stop, sql);
  backend.portals.set(name, { ...cursor, outcome: { kind: 'rows', rows, tag: (count) => `FETCH ${count}` } });
  if (hold && backend.transaction.status !== 'I') backend.transaction.held.add(name);
  return { kind: 'done', tag: 'DECLARE CURSOR' };
}

function fetch(backend: Backend, portal: Portal, name: string, count: FetchCount): Outcome {
  const cursor = cursorOf(backend, name);
  const { rows } = rowsOf(backend, name);
  // Whoever stops the FETCH stops what the cursor does.
  onAbort(portal.stop.signal, () => cursor.stop.abort(portal.stop.signal.reason));
  return { kind: 'rows', rows: firstOf(rows, limitOf(count)), tag: (fetched) => `FETCH ${fetched}` };
}

/** So many rows of a cursor, which goes on afterwards. */
function firstOf(rows: Rows, count: number): Rows {
  let left = count;
  return {
    columns: rows.columns,
    async write(limit, writeRows, afterSome) {
      const wanted = Math.min(limit, left);
      const written = await rows.write(wanted, writeRows, afterSome);
      left -= written.rows;
      return { rows: written.rows, isMore: written.isMore && left > 0 };
    },
    close: async () => undefined,
  };
}

function limitOf(count: FetchCount): number {
  return count === 'all' ? Number.POSITIVE_INFINITY : count;
}

function cursorOf({ portals }: Backend, name: string): Portal {
  const cursor = portals.get(name);
  if (cursor === undefined) throw new PostgresError('34000', `cursor "${name}" does not exist`);
  return cursor;
}

function rowsOf(backend: Backend, name: string): { readonly rows: Rows } {
  const { outcome } = cursorOf(backend, name);
  if (outcome?.kind !== 'rows') throw new PostgresError('55000', `portal "${name}" has no rows to fetch`);
  return outcome;
}
