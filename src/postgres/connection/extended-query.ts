import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import { describedColumns, sentColumns } from '../statements/columns.ts';
import { endsTransaction } from '../statements/ends-transaction.ts';
import { readCommands } from '../statements/read-command.ts';
import type { ClientMessage } from '../wire/client-message.ts';
import {
  bindComplete,
  closeComplete,
  commandComplete,
  emptyQuery,
  noData,
  parameterDescription,
  parseComplete,
  report,
  rowDescription,
} from '../wire/server-messages.ts';
import type { Backend } from './backend.ts';
import type { Portal } from './portal.ts';
import { bindValues, columnsOf, prepare } from './prepared.ts';
import { keepPrepared, preparedNamed } from './prepared-statements.ts';
import { runPortal } from './run-portal.ts';
import { sendOutcome } from './send-outcome.ts';

export type ExtendedMessage = Extract<ClientMessage, { kind: 'parse' | 'bind' | 'describe' | 'close' | 'execute' }>;

/** Does what one message of the extended protocol asks. Whether it went well: if not, all is skipped up to Sync. */
export async function extendedMessage(backend: Backend, message: ExtendedMessage): Promise<boolean> {
  let portal: Portal | undefined;
  try {
    if (message.kind === 'execute') portal = portalNamed(backend, message.portal);
    await doMessage(backend, message);
    await backend.channel.sendIfMuch();
    return true;
  } catch (error) {
    backend.transaction.fail();
    const place = portal && {
      sql: portal.bound.sql,
      source: portal.clientText,
      offsetInSource: portal.bound.offsetInSource,
    };
    const text = message.kind === 'parse' ? message.sql : '';
    const whole = { sql: text, source: text, offsetInSource: (offset: number) => offset };
    report(backend.channel.out, reportOf(error, place ?? (message.kind === 'parse' ? whole : undefined)));
    return false;
  }
}

async function doMessage(backend: Backend, message: ExtendedMessage): Promise<void> {
  switch (message.kind) {
    case 'parse':
      return parse(backend, message);
    case 'bind':
      return bind(backend, message);
    case 'describe':
      return message.what === 'statement'
        ? describeStatement(backend, message.name)
        : describePortal(backend, message.name);
    case 'execute':
      return execute(backend, message);
    case 'close':
      if (message.what === 'portal') await backend.closePortal(message.name);
      else backend.prepared.delete(message.name);
      return closeComplete(backend.channel.out);
  }
}

async function parse(
  backend: Backend,
  { statement, sql, types }: Extract<ExtendedMessage, { kind: 'parse' }>,
): Promise<void> {
  await keepPrepared(backend, statement, async () => {
    const [source, second] = await readCommands(sql);
    if (second !== undefined)
      throw new PostgresError('42601', 'cannot insert multiple commands into a prepared statement');
    if (source === undefined || !endsTransaction(source.command)) backend.transaction.refuseFailed();
    return prepare(backend, sql, source, types);
  });
  parseComplete(backend.channel.out);
}

async function bind(backend: Backend, message: Extract<ExtendedMessage, { kind: 'bind' }>): Promise<void> {
  const { portal: name, statement, parameterFormats, values, resultFormats } = message;
  const prepared = preparedNamed(backend, statement);
  const { source, clientText } = prepared;
  if (name !== '' && backend.portals.has(name)) throw new PostgresError('42P03', `cursor "${name}" already exists`);
  if (backend.portals.size >= backend.limits.prepared)
    throw new PostgresError('54000', `A connection has no more than ${backend.limits.prepared} portals.`);
  await backend.closePortal(name);
  const portal: Portal = {
    source: source ?? { command: { kind: 'unlisten' }, sql: '', offset: 0 },
    bound: bindValues(prepared, parameterFormats, values),
    clientText,
    formats: resultFormats,
    prepared,
    hold: false,
    stop: new AbortController(),
    ...(prepared.columns !== undefined && { described: prepared.columns }),
  };
  backend.portals.set(name, portal);
  bindComplete(backend.channel.out);
}

async function describeStatement(backend: Backend, name: string): Promise<void> {
  const { out } = backend.channel;
  const prepared = preparedNamed(backend, name);
  const columns = await columnsOf(backend, prepared);
  parameterDescription(
    out,
    prepared.parameters.map(({ oid }) => oid),
  );
  if (columns === null) noData(out);
  else rowDescription(out, describedColumns(sentColumns(columns, [])));
}

async function describePortal(backend: Backend, name: string): Promise<void> {
  const { out } = backend.channel;
  const portal = portalNamed(backend, name);
  const { prepared } = portal;
  if (portal.outcome === undefined && prepared !== undefined) portal.described = await columnsOf(backend, prepared);
  const { outcome } = portal;
  const columns = outcome?.kind === 'rows' ? outcome.rows.columns : portal.described;
  if (columns === null || columns === undefined) noData(out);
  else rowDescription(out, describedColumns(sentColumns(columns, portal.formats)));
}

async function execute(
  backend: Backend,
  { portal: name, rows }: Extract<ExtendedMessage, { kind: 'execute' }>,
): Promise<void> {
  const { out } = backend.channel;
  const portal = portalNamed(backend, name);
  if (portal.prepared !== undefined && portal.prepared.source === undefined) return emptyQuery(out);
  if (portal.isDone === true) {
    if (portal.outcome?.kind !== 'rows') throw new PostgresError('55000', `portal "${name}" cannot be run`);
    return commandComplete(out, portal.outcome.tag(0));
  }
  portal.outcome ??= await runPortal(backend, portal);
  const limit = rows === 0 ? Number.POSITIVE_INFINITY : rows;
  await sendOutcome(backend, portal, portal.outcome, { limit, describes: false });
}

function portalNamed({ portals }: Backend, name: string): Portal {
  const portal = portals.get(name);
  if (portal === undefined) throw new PostgresError('34000', `portal "${name}" does not exist`);
  return portal;
}
