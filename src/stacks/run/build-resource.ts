import { randomUUID } from 'node:crypto';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { isNamed } from '../derive/find-identity.ts';
import { propertyOf } from '../derive/property-of.ts';
import { type Examination, examine, recordedRow, runCheck, runExists } from './examine.ts';
import {
  afterStatement,
  begin,
  createResource,
  deleteResource,
  end,
  forget,
  remember,
  updateResource,
} from './make-change.ts';
import { readExports } from './read-exports.ts';
import { takeRecordedExports } from './recorded-exports.ts';
import { inAnchor, inResource, renderAnchor, runAnchor, waitsForOthers } from './run-anchor.ts';
import { runScript } from './run-script.ts';
import type { StackOutcome } from './stack-event.ts';
import { tell, type Work } from './stack-run.ts';
import { changedTriggers } from './triggers.ts';
import { waitUntil } from './wait-until.ts';

/** Brings a resource to what is wanted of it, and reads what it exports. */
export async function buildResource(work: Work): Promise<StackOutcome> {
  const { resource } = work;
  tell(work, 'looking');
  try {
    switch (resource.type) {
      case 'query':
        await readExports(work);
        return 'read';
      case 'script':
        return await kept(work, await runScript(work));
      case 'command':
        return await kept(work, await runCommand(work));
      default:
        return resource.anchors.has('createorupdate') ? await putResource(work) : await bringResource(work);
    }
  } catch (error) {
    await troubleshoot(work);
    throw error;
  }
}

/** Writes down what a script or command has exported: teardown needs it, and runs neither. */
async function kept(work: Work, outcome: StackOutcome): Promise<StackOutcome> {
  const { run, resource, state } = work;
  const entries = Object.entries(state.exports).filter(([, value]) => !run.redactor.isHidden(value));
  if (entries.length === 0) return outcome;
  run.file.record.resources[resource.name] = { exports: Object.fromEntries(entries), at: new Date().toISOString() };
  await run.file.save();
  return outcome;
}

async function bringResource(work: Work): Promise<StackOutcome> {
  const found = await examine(work);
  const { comparison } = found;
  if (!found.exists) {
    await createResource(work, found);
    await settle(work);
    return 'created';
  }
  refuseAdoption(work);
  const reasons = [...(comparison?.replacePaths ?? []), ...changedTriggers(work)];
  if (reasons.length > 0) return replaceResource(work, found, reasons);
  if (found.isAsWanted === false) {
    await updateResource(work, found);
    await settle(work);
    return 'updated';
  }
  await readExports(work, found.row);
  const recorded = work.run.file.record.resources[work.resource.name];
  const isNewlyTriggered = work.resource.replaceTriggeredBy.some(
    ({ value }) => recorded?.triggers?.[value] === undefined,
  );
  if ((work.derived !== undefined && recorded === undefined) || isNewlyTriggered) await remember(work, found.wanted);
  return 'unchanged';
}

/** What is there and was made by no run of this stack is taken over, unless the manifest forbids it. */
function refuseAdoption(work: Work): void {
  const { resource, run, identity, derived } = work;
  const isOurs =
    run.file.record.resources[resource.name] !== undefined || run.file.record.run?.steps[resource.name] !== undefined;
  if (resource.adopt !== false || isOurs || derived === undefined) return;
  throw inResource(
    work,
    new SkyqlError('ADOPT_REFUSED', `${identity?.key.join('|') ?? 'It'} is there already. Nothing was changed.`, {
      hint: 'adopt: false keeps the stack from taking it over. Take that away, or give the resource another name.',
    }),
  );
}

async function replaceResource(work: Work, found: Examination, reasons: readonly string[]): Promise<StackOutcome> {
  const { resource, run } = work;
  const why = replaceReason(found, reasons);
  if (!run.options.replace)
    throw inResource(
      work,
      new SkyqlError('REPLACE_NEEDED', `${why}. Nothing was changed.`, {
        hint: '--replace deletes it and creates it anew.',
      }),
    );
  if (resource.preventDestroy)
    throw inResource(
      work,
      new SkyqlError('PREVENT_DESTROY', `${why}, and prevent_destroy keeps it.`, {
        hint: 'Take prevent_destroy away, or leave these properties as they are.',
      }),
    );
  tell(work, 'replacing', reasons.join(', '));
  if (resource.createBeforeDestroy !== undefined) await leaveForLater(work, found);
  else {
    await deleteResource(work);
    await forget(work);
  }
  delete work.identity;
  await createResource(work, found);
  await settle(work);
  return 'replaced';
}

/** Why a resource is made anew. */
export function replaceReason({ comparison }: Examination, reasons: readonly string[]): string {
  const paths = comparison?.replacePaths ?? [];
  const triggers = reasons.filter((reason) => !paths.includes(reason));
  return [
    ...(paths.length > 0 ? [`${paths.join(', ')} cannot be changed once it is created`] : []),
    ...(triggers.length > 0 ? [`it is replaced when ${triggers.join(', ')} changes`] : []),
  ].join('; ');
}

/** Writes down what is deleted once all is built. Throws REPLACE_CONFLICT where both would have one name. */
async function leaveForLater(work: Work, { wanted, comparison }: Examination): Promise<void> {
  const { run, resource, derived, identity } = work;
  const { record } = run.file;
  if (derived === undefined || identity === undefined || wanted === undefined) return;
  const { description } = derived;
  const given = description.identifier.map((column) => wanted.properties[propertyOf(description, column)]);
  // With all else as it is, another one of the same name cannot be.
  const isAlike = (comparison?.replacePaths ?? []).length === 0 && isNamed(derived, wanted.properties);
  if (isAlike || given.every((part, index) => part !== undefined && String(part) === identity.key[index]))
    throw inResource(
      work,
      new SkyqlError(
        'REPLACE_CONFLICT',
        `The new one would be ${identity.key.join('|')} as the one before it is. Nothing was changed.`,
        {
          hint: 'Give it another name, or take create_before_destroy away.',
        },
      ),
    );
  work.former = record.resources[resource.name];
  const before = record.replaced ?? [];
  if (before.some(({ key }) => key.join('|') === identity.key.join('|'))) return;
  const { connection, region } = identity.scope;
  record.replaced = [...before, { address: resource.name, connection, region, key: identity.key, token: randomUUID() }];
  await run.file.save();
}

/** Waits until a resource that was just made or changed is there, and as it is wanted; then its exports are read. */
async function settle(work: Work): Promise<void> {
  const { resource, run } = work;
  const exists = resource.anchors.get('exists');
  const check = resource.skipValidation
    ? undefined
    : (resource.anchors.get('statecheck') ?? (exists === undefined ? undefined : resource.anchors.get('exports')));
  const { retries, retryDelay } = (resource.anchors.get('statecheck') ?? resource.anchors.get('exports') ?? exists)
    ?.options ?? { retries: 1, retryDelay: 0 };
  const waiting = {
    retries,
    delay: retryDelay,
    clock: run.clock,
    ...(run.signal !== undefined && { signal: run.signal }),
  };
  if (exists !== undefined) {
    const found = await waitUntil(waiting, async () => ((await runExists(work, exists)) === true ? true : undefined));
    if (found === undefined) throw inAnchor(work, exists, notReady('It was made, and is not found', waiting));
  }
  if (check !== undefined) {
    tell(work, 'waiting', check.key);
    const found = await waitUntil(waiting, async () => ((await runCheck(work, check)) === true ? true : undefined));
    if (found === undefined) throw inAnchor(work, check, notReady('It is not as it is wanted', waiting));
  }
  await readExports(work);
}

function notReady(what: string, { retries, delay }: { readonly retries: number; readonly delay: number }): SkyqlError {
  return new SkyqlError(
    'NOT_READY',
    `${what} after ${retries === 1 ? 'one look' : `${retries} looks in ${retries * delay} s`}.`,
    {
      hint: 'Give it more time: /*+ statecheck, retries=10, retry_delay=5 */; or look whether the query asks for what was made.',
      retryable: true,
    },
  );
}

/** What is always written, whether it is there or not. */
async function putResource(work: Work): Promise<StackOutcome> {
  const anchor = work.resource.anchors.get('createorupdate');
  if (anchor === undefined) return 'unchanged';
  tell(work, 'updating');
  const token = await begin(work, 'createorupdate');
  await afterStatement(work, anchor, 'createorupdate', await runAnchor(work, anchor, token));
  work.isUpdated = true;
  await end(work, undefined);
  await settle(work);
  return 'updated';
}

async function runCommand(work: Work): Promise<StackOutcome> {
  const anchor = work.resource.anchors.get('command');
  if (anchor !== undefined) {
    tell(work, 'running');
    const answer = await runAnchor(work, anchor);
    await afterStatement(work, anchor, 'create', answer);
  }
  if (work.resource.anchors.has('exports') || work.resource.exports.length > 0) await readExports(work);
  return 'ran';
}

/** Asks why something failed, and tells what was answered. */
async function troubleshoot(work: Work): Promise<void> {
  const { resource, run } = work;
  const step = run.file.record.run?.steps[resource.name];
  const anchor = resource.anchors.get(`troubleshoot:${step?.operation}`) ?? resource.anchors.get('troubleshoot');
  if (anchor === undefined) return;
  try {
    const { rows } = await runAnchor(work, anchor);
    for (const row of rows) tell(work, 'query', `troubleshoot: ${JSON.stringify(row)}`);
  } catch {
    // What it was asked for has failed, and that is told.
  }
}

/** Whether a resource is there and as it is wanted, for `test`; its exports are read where it is. */
export async function testResource(work: Work): Promise<StackOutcome> {
  const { resource, state } = work;
  tell(work, 'looking');
  if (resource.type === 'script' || resource.type === 'command') {
    takeRecordedExports(work);
    return 'unchanged';
  }
  // What others ask of it is not known while it is not there, and they are missing as well.
  state.isUnknown = true;
  if (resource.type === 'query') {
    const anchor = resource.anchors.get('exports');
    if (anchor !== undefined && waitsForOthers(renderAnchor(work, anchor))) return 'missing';
    await readExports(work);
    return 'read';
  }
  const { anchors } = resource;
  const isPut = anchors.has('createorupdate') && !anchors.has('exists') && work.derived === undefined;
  if (isPut && !anchors.has('statecheck') && !anchors.has('exports')) return 'as wanted';
  const found = await examine(work);
  const row = found.isUnknown ? await recordedRow(work) : found.row;
  if (!found.exists && row === undefined) return 'missing';
  await readExports(work, row);
  if (found.isUnknown) {
    tell(work, 'looking', 'it is there; whether it differs is known once what it needs has run');
    return 'unchanged';
  }
  if (found.isAsWanted !== false) return 'as wanted';
  tell(work, 'looking', differencesOf(found));
  return 'differs';
}

/** The properties that are not as they are wanted. */
function differencesOf({ comparison }: Examination): string {
  return (comparison?.differences ?? []).map(({ property, cause }) => `${property} (${cause})`).join(', ');
}
