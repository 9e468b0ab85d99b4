import { PostgresError } from '../errors/postgres-error.ts';
import { describedColumns, sentColumns } from '../statements/columns.ts';
import { copyRows } from '../statements/copy-rows.ts';
import { dataRows } from '../statements/data-rows.ts';
import {
  commandComplete,
  copyDone,
  copyOutResponse,
  portalSuspended,
  rowDescription,
} from '../wire/server-messages.ts';
import type { Backend } from './backend.ts';
import type { Outcome, Portal } from './portal.ts';

/** Sends what a statement gave: so many rows of it, or all. `describes` tells its columns first. */
export async function sendOutcome(
  backend: Backend,
  portal: Portal,
  outcome: Outcome,
  { limit, describes }: { readonly limit: number; readonly describes: boolean },
): Promise<void> {
  const { out } = backend.channel;
  if (outcome.kind === 'done') {
    commandComplete(out, outcome.tag);
    portal.isDone = true;
    return;
  }
  const isSent = await backend.stoppable(portal.stop, async () => {
    if (outcome.kind === 'copy') {
      await sendCopy(backend, outcome);
      return true;
    }
    const columns = sentColumns(outcome.rows.columns, portal.formats);
    if (describes) rowDescription(out, describedColumns(columns));
    const { rows, isMore } = await outcome.rows.write(limit, dataRows(out, columns), () => sent(backend));
    if (isMore && rows === limit) portalSuspended(out);
    else commandComplete(out, outcome.tag(rows));
    return !(isMore && rows === limit);
  });
  if (!isSent) return;
  portal.isDone = true;
  await outcome.rows.close();
}

async function sendCopy(backend: Backend, { rows, options }: Extract<Outcome, { kind: 'copy' }>): Promise<void> {
  const { out } = backend.channel;
  const { columns } = rows;
  copyOutResponse(out, options.format === 'binary' ? 1 : 0, columns.length);
  const write = copyRows(out, columns, options);
  write.header();
  const written = await rows.write(Number.POSITIVE_INFINITY, write.rows, () => sent(backend));
  write.trailer();
  copyDone(out);
  commandComplete(out, `COPY ${written.rows}`);
}

/** Rows go while they come; when nobody reads them any more they stop. */
async function sent({ channel }: Backend): Promise<void> {
  await channel.sendIfMuch();
  if (channel.isGone) throw new PostgresError('08006', 'The client has gone.');
}
