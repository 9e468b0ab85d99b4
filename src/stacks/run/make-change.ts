import { randomUUID } from 'node:crypto';
import { resourceId } from '../../catalog/resource-id.ts';
import { isObject } from '../../data/is-object.ts';
import { pointerKeys } from '../../data/json-pointer.ts';
import type { Row, Value } from '../../data/value.ts';
import { isSkyqlErrorWith } from '../../errors/is-skyql-error-with.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ChangeResult } from '../../providers/change.ts';
import { type DerivedResource, identityOf, type Wanted } from '../derive/derived-resource.ts';
import type { Identity } from '../derive/find-identity.ts';
import { writeOnlyProperties } from '../derive/write-only-properties.ts';
import type { ManifestExport, ReturningOperation } from '../manifest/manifest.ts';
import { faultAt } from '../manifest/source-file.ts';
import type { Anchor } from '../queries/anchor.ts';
import { type Applied, type RecordedStep, secretHash } from '../record/record.ts';
import { unknownMark } from '../templates/unknown-mark.ts';
import type { Examination } from './examine.ts';
import { type AnchorAnswer, inResource, neededMissing, runAnchor, waitFor } from './run-anchor.ts';
import { tell, type Work } from './stack-run.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { triggersNow } from './triggers.ts';
import { wantedOf } from './wanted.ts';

/** Makes a resource. What is asked for twice, since nobody knows whether the first time reached the provider, is made once. */
export async function createResource(work: Work, { wanted: known }: Examination): Promise<void> {
  const { resource, derived } = work;
  const wanted = derived === undefined ? undefined : (known ?? (await wantedOf(work)));
  if (derived !== undefined && wanted === undefined)
    throw inResource(work, neededMissing(resource.needs.map((name) => unknownMark(name)).join(' ')));
  tell(work, 'creating');
  const token = await begin(work, 'create');
  const anchor = resource.anchors.get('create');
  if (anchor !== undefined) {
    const answer = await runAnchor(work, anchor, token);
    learnIdentity(work, answer, wanted);
    await afterStatement(work, anchor, 'create', answer);
  } else if (derived !== undefined && wanted !== undefined) {
    try {
      const result = await derived.create(wanted, token);
      requireMade(result, `create ${resourceId(derived.description)}`);
      if (result.key !== undefined) work.identity = { key: result.key, scope: wanted.scope };
    } catch (error) {
      throw inResource(work, error);
    }
  } else
    throw inResource(
      work,
      new SkyqlError('INVALID_QUERY_FILE', 'Nothing says how it is created.', {
        hint: 'Write a query for create, or say what it is: resource: aws.sagemaker.images.',
      }),
    );
  work.isMade = true;
  await end(work, wanted);
}

/** Changes a resource that is there to what is wanted. */
export async function updateResource(work: Work, { comparison, wanted }: Examination): Promise<void> {
  const { resource, derived } = work;
  const notes = (comparison?.updates ?? []).map(({ note }) => note);
  tell(work, 'updating', notes.length === 0 ? undefined : notes.join('; '));
  if (comparison !== undefined) {
    const secret = comparison.differences.filter(({ isSecret }) => isSecret === true);
    const read = comparison.differences.filter(({ isSecret }) => isSecret !== true);
    work.before = Object.fromEntries(read.map(({ property, before }) => [property, before]));
    work.unreadBefore = secret.map(({ property }) => property);
  }
  work.former = work.run.file.record.resources[resource.name];
  const token = await begin(work, 'update');
  const anchor = resource.anchors.get('update');
  if (anchor !== undefined) await afterStatement(work, anchor, 'update', await runAnchor(work, anchor, token));
  else if (derived !== undefined && work.identity !== undefined && comparison !== undefined) {
    try {
      requireMade(await derived.update(work.identity, comparison.values, token), `update ${resource.name}`);
    } catch (error) {
      throw inResource(work, error);
    }
  } else
    throw inResource(
      work,
      new SkyqlError('NOT_AS_WANTED', 'It is not as it is wanted, and nothing says how it is changed.', {
        hint: 'Write a query for update, or say what it is: resource: aws.sagemaker.images.',
      }),
    );
  work.isUpdated = true;
  await end(work, wanted);
}

/** Deletes a resource that is there, and waits until it is gone. */
export async function deleteResource(work: Work): Promise<void> {
  const { resource, derived } = work;
  tell(work, 'deleting');
  const token = await begin(work, 'delete');
  if (resource.deletion?.value === 'snapshot' && work.isMade !== true) await takeSnapshot(work, token);
  const anchor = resource.anchors.get('delete');
  if (anchor !== undefined) {
    const answer = await runAnchor(work, anchor, token);
    await afterStatement(work, anchor, 'delete', answer);
  } else if (derived !== undefined && work.identity !== undefined) {
    try {
      await removeKnown({ derived, identity: work.identity }, token, resource.name);
    } catch (error) {
      throw inResource(work, error);
    }
  }
}

/** Deletes what is known; what is gone already is deleted. */
export async function removeKnown(
  { derived, identity }: { readonly derived: DerivedResource; readonly identity: Identity },
  token: string,
  what: string,
): Promise<void> {
  const result = await derived.remove(identity, token);
  if (result.errorCode !== 'NotFound') requireMade(result, `delete ${what}`);
}

/** Forgets a resource that is gone. */
export async function forget({ run, resource }: Work): Promise<void> {
  delete run.file.record.resources[resource.name];
  const steps = run.file.record.run?.steps;
  if (steps?.[resource.name] !== undefined) delete steps[resource.name];
  await run.file.save();
}

/**
 * Writes down what is about to be asked for, before it is, and answers the token by which the provider knows it. What an interrupted run has begun
 * is asked for by the same token again.
 */
export async function begin(work: Work, operation: RecordedStep['operation']): Promise<string> {
  const { run, resource, state } = work;
  const { record } = run.file;
  record.run ??= { id: randomUUID(), command: 'build', started: new Date().toISOString(), steps: {} };
  const before = record.run.steps[resource.name];
  const isSame = before?.operation === operation && before.state === 'begun';
  const token = isSame ? before.token : operation === 'create' ? state.token : randomUUID();
  record.run.steps[resource.name] = { operation, token, state: 'begun' };
  await run.file.save();
  return token;
}

/** Writes down what was made. */
export async function end(work: Work, wanted: Wanted | undefined): Promise<void> {
  const { run, resource } = work;
  const step = run.file.record.run?.steps[resource.name];
  if (step !== undefined && run.file.record.run !== undefined)
    run.file.record.run.steps[resource.name] = { ...step, state: 'done' };
  await remember(work, wanted);
}

/** Records which one of the provider's a resource is, and what was applied to it: of secrets their hashes alone. */
export async function remember(work: Work, wanted: Wanted | undefined): Promise<void> {
  const { run, resource, derived, identity } = work;
  const before = run.file.record.resources[resource.name];
  const applied = wanted === undefined || derived === undefined ? before?.applied : appliedOf(work, wanted);
  const scope = identity?.scope ?? wanted?.scope;
  const triggers = triggersNow(work);
  run.file.record.resources[resource.name] = {
    ...(derived !== undefined && { resource: resourceId(derived.description) }),
    ...(scope !== undefined && { connection: scope.connection, region: scope.region }),
    ...(identity !== undefined && { key: identity.key }),
    ...(applied !== undefined && { applied }),
    ...(triggers !== undefined && { triggers }),
    at: new Date().toISOString(),
  };
  await run.file.save();
}

function appliedOf({ derived, run }: Work, { properties, create }: Wanted): Applied {
  const secret = new Set([
    ...(create.secrets ?? []).map(pointerKeys).flatMap(([part, name]) => (part === 'after' ? [name] : [])),
    ...(derived === undefined ? [] : writeOnlyProperties(derived.description)),
  ]);
  const isSecret = (name: string, value: Value) => secret.has(name) || run.redactor.isHidden(value);
  const entries = Object.entries(properties);
  return {
    properties: Object.fromEntries(entries.filter(([name, value]) => !isSecret(name, value))),
    secrets: Object.fromEntries(
      entries.filter(([name, value]) => isSecret(name, value)).map(([name, value]) => [name, secretHash(value)]),
    ),
  };
}

/** What follows on a statement: what it returned is there for others, and what it has begun is waited for. */
export async function afterStatement(
  work: Work,
  anchor: Anchor,
  operation: ReturningOperation,
  { rows, columns, outcomes }: AnchorAnswer,
): Promise<void> {
  const { resource, state } = work;
  const [row] = rows;
  const isReturning = /\bRETURNING\b/i.test(anchor.template.text);
  if (isReturning && row !== undefined) state.callback = withProgress(row, outcomes[0]);
  for (const one of resource.returned[operation] ?? []) {
    const value = isReturning ? valueAt(state.callback, one.column) : undefined;
    if (value === undefined) throw notReturned(resource, operation, one, isReturning ? columns : undefined);
    state.captured[one.name] = value;
  }
  const callback = resource.anchors.get(`callback:${operation}`) ?? resource.anchors.get('callback');
  if (callback === undefined || !isReturning) return;
  const { shortCircuit, retries, retryDelay } = callback.options;
  if (shortCircuit !== undefined && String(valueAt(state.callback, shortCircuit.field)) === shortCircuit.value) return;
  const hasSucceeded = async () => {
    const answer = await runAnchor(work, callback);
    const own = answer.rows[0] ?? {};
    const value = own.success ?? own.count ?? Object.values(own)[0] ?? null;
    return value === true || value === 1 || /^(1|true)$/i.test(String(value));
  };
  await waitFor(work, callback, { retries, delay: retryDelay }, hasSucceeded, {
    message: `It has not succeeded after ${retries} looks.`,
    options: 'retries, retry_delay',
  });
}

/** Throws EXPORT_MISSING for what `return_vals` names and a statement cannot return, by its columns as far as they are known. */
export function checkReturned(
  resource: Work['resource'],
  anchor: Anchor,
  columns: readonly string[] | undefined,
): void {
  const isReturning = /\bRETURNING\b/i.test(anchor.template.text);
  for (const [operation, values] of Object.entries(resource.returned)) {
    if (anchor.key !== operation) continue;
    for (const one of values) {
      const [first = ''] = one.column.split('.');
      const known = [...(columns ?? [first]), ...Object.keys(withProgress({}, {}))];
      if (isReturning && known.some((name) => name.toLowerCase() === first.toLowerCase())) continue;
      throw notReturned(resource, operation, one, isReturning ? columns : undefined);
    }
  }
}

function notReturned(
  { name }: Work['resource'],
  operation: string,
  { column, place }: ManifestExport,
  columns: readonly string[] | undefined,
): SkyqlError {
  return faultAt(place, 'EXPORT_MISSING', `The query for ${operation} of ${name} returns no ${column}.`, {
    hint: columns === undefined ? 'It has no RETURNING *.' : `It returns ${columns.join(', ')}.`,
  });
}

/**
 * What a statement returned, with how its change went as Cloud Control tells it: `callback.ProgressEvent.RequestToken`,
 * `callback.Identifier`.
 */
function withProgress(row: Row, outcome: Row | undefined): Row {
  if (outcome === undefined) return 'ProgressEvent' in row ? row : { ...row, ProgressEvent: row };
  const event = {
    Operation: outcome.operation ?? null,
    OperationStatus: outcome.status ?? null,
    Identifier: outcome.identifier ?? null,
    RequestToken: outcome.request_token ?? null,
    ErrorCode: outcome.error_code ?? null,
    StatusMessage: outcome.message ?? null,
  };
  return { ProgressEvent: event, ...event, ...row };
}

function valueAt(row: Row | undefined, path: string): Value | undefined {
  let at: Value | undefined = row;
  for (const name of path.split('.')) {
    if (at === undefined || at === null || !isObject(at)) return undefined;
    const own: Readonly<Record<string, Value>> = at;
    const key = Object.keys(own).find((one) => one.toLowerCase() === name.toLowerCase());
    at = key === undefined ? undefined : own[key];
  }
  return at;
}

/** By what a statement told of how its change went. */
function learnIdentity(work: Work, { outcomes }: AnchorAnswer, wanted: Wanted | undefined): void {
  const identifier = outcomes[0]?.identifier;
  if (work.derived === undefined || wanted === undefined || typeof identifier !== 'string') return;
  try {
    work.identity = identityOf(work.derived.description, identifier, wanted.scope);
  } catch (error) {
    if (!isSkyqlErrorWith(error, 'INVALID_VALUE')) throw error;
  }
}

export function requireMade({ status, errorCode, message, error }: ChangeResult, what: string): void {
  if (status === 'SUCCESS') return;
  if (error !== undefined) throw error;
  throw new SkyqlError(errorCode ?? status, `${what}: ${message ?? status}`);
}
