import { reportOf } from '../errors/report-of.ts';
import type { Source } from '../statements/command.ts';
import { readCommands } from '../statements/read-command.ts';
import { emptyQuery, report } from '../wire/server-messages.ts';
import type { Backend } from './backend.ts';
import { boundText } from './bound-text.ts';
import type { Portal } from './portal.ts';
import { runPortal } from './run-portal.ts';
import { sendOutcome } from './send-outcome.ts';

/** Runs the statements of one text one after the other; the first that fails is the last. */
export async function simpleQuery(backend: Backend, text: string): Promise<void> {
  const { channel, transaction } = backend;
  // The unnamed portal and statement are the last query's.
  await backend.closePortal('');
  backend.prepared.delete('');
  let sources: readonly Source[];
  try {
    const stop = new AbortController();
    sources = await backend.stoppable(stop, () => readCommands(text, stop.signal));
  } catch (error) {
    transaction.fail();
    report(channel.out, reportOf(error));
    return;
  }
  if (sources.length === 0) emptyQuery(channel.out);
  for (const source of sources) {
    if (backend.ending !== undefined) return;
    const portal = portalOf(backend, source, text);
    try {
      const outcome = await runPortal(backend, portal);
      portal.outcome = outcome;
      await sendOutcome(backend, portal, outcome, { limit: Number.POSITIVE_INFINITY, describes: true });
      await channel.sendIfMuch();
    } catch (error) {
      if (portal.outcome !== undefined && portal.outcome.kind !== 'done') await portal.outcome.rows.close();
      transaction.fail();
      const { bound } = portal;
      report(channel.out, reportOf(error, { sql: bound.sql, source: text, offsetInSource: bound.offsetInSource }));
      return;
    }
  }
}

function portalOf({ portals }: Backend, source: Source, clientText: string): Portal {
  const { command } = source;
  // A binary cursor gives what it has in binary form, also to those who only know texts.
  const formats = command.kind === 'fetch' ? (portals.get(command.name)?.formats ?? []) : [];
  return { source, bound: boundText(source), clientText, formats, hold: false, stop: new AbortController() };
}
