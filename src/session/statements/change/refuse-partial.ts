import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { Warning } from '../../database.ts';
import type { StatementContext } from '../../statement-context.ts';

/** What a statement could not read so far, each part in a sentence. */
export function unreadParts({ warnings }: StatementContext): readonly string[] {
  return warnings.filter(isMissing).map(({ message }) => sentence(message));
}

/** Refuses a change when there is something that it would have to know, unless the session takes the risk. */
export function refusePartial(run: StatementContext, parts: readonly string[]): void {
  if (parts.length === 0 || run.session.settings.allowPartial) return;
  throw partial(run, 'A part of what decides on the changes could not be read', parts, risk);
}

/** Refuses a plan when what it changes could not be looked at again: that risk nobody has taken. */
export function refuseUnseen(run: StatementContext): void {
  const parts = unreadParts(run);
  if (parts.length > 0) throw partial(run, 'What the plan changes could not be read again', parts);
}

const risk = '--allow-partial changes what was found all the same, at the risk that it is not what you mean.';

function partial(run: StatementContext, what: string, [first = '', ...others]: readonly string[], more = '') {
  const { hint, connection, region, service, operation, requestId } = run.warnings.find(isMissing) ?? {};
  const further = others.length === 0 ? '' : ` ${others.length} more: SHOW WARNINGS lists them.`;
  return new SkyqlError('INCOMPLETE', `Nothing was changed. ${what}: ${first}${further}`, {
    hint: [...(hint === undefined ? [] : [sentence(hint)]), more].join(' ').trim() || undefined,
    scope: { connection, region, service, operation, requestId },
  });
}

function isMissing({ kind }: Warning): boolean {
  return kind === 'incomplete';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
