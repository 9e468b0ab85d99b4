import type { Row, Value } from '../../data/value.ts';
import { isSkyqlErrorWith } from '../../errors/is-skyql-error-with.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ProgressUpdate } from '../../session/database.ts';
import type { StackResource } from '../environment/stack.ts';
import { faultAt, type Place } from '../manifest/source-file.ts';
import type { Anchor } from '../queries/anchor.ts';
import { createScope } from '../scope/create-scope.ts';
import { renderSql } from '../templates/render-sql.ts';
import { renderValue, templatesIn } from '../templates/render-value.ts';
import { unknownIn } from '../templates/unknown-mark.ts';
import { textOfValue } from '../templates/values.ts';
import { tell, type Work } from './stack-run.ts';
import { type Waiting, waitUntil } from './wait-until.ts';
import { withIdentifier } from './with-identifier.ts';
import type { WorkPlace } from './workers.ts';

export interface AnchorAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** How each change went: `operation, identifier, status, ...`. */
  readonly outcomes: readonly Row[];
}

/** The statement of an anchor with everything in it that is known now. */
export function renderAnchor(work: Work, anchor: Anchor): string {
  const { run, resource } = work;
  const sql = renderSql(anchor.template, createScope(run, resource));
  return withIdentifier(work, sql);
}

/** Whether a statement waits for what another resource exports once it is there. */
export function waitsForOthers(sql: string): boolean {
  return unknownIn(sql) !== undefined;
}

/** Of what is asked for before what it needs is there. */
export function neededMissing(text: string): SkyqlError {
  const [, name = 'Something'] = /\(known after ([\w.-]+) is there\)/.exec(text) ?? [];
  return new SkyqlError('NEEDED_MISSING', `${name} is not known: the resource is not there.`, {
    hint: 'Build what it needs first: without --only, or with it named too.',
  });
}

/** Runs the statement of an anchor. Throws with the resource, the anchor and its place. */
export async function runAnchor(work: Work, anchor: Anchor, token?: string): Promise<AnchorAnswer> {
  const sql = renderAnchor(work, anchor);
  if (work.run.options.showQueries) tell(work, 'query', `${anchor.key}: ${sql}`);
  return runStatement(work, anchor, sql, token);
}

export async function runStatement(work: Work, anchor: Anchor, sql: string, token?: string): Promise<AnchorAnswer> {
  const { run } = work;
  if (waitsForOthers(sql)) throw inAnchor(work, anchor, neededMissing(sql));
  const outcomes: Row[] = [];
  const onProgress = (update: ProgressUpdate) => {
    if (update.kind === 'outcome') outcomes.push(update.outcome);
  };
  const statement = {
    sql,
    isAuthors: true,
    ...placeOf(work),
    options: { onProgress, ...(run.signal !== undefined && { signal: run.signal }) },
  };
  try {
    const { columns, rows } = await run.workers
      .run({ ...statement, ...(token !== undefined && { token }) })
      .catch((error: unknown) => {
        // What knows no token cannot be asked for again; it is looked for before it is made.
        if (token !== undefined && isSkyqlErrorWith(error, 'NOT_REPEATABLE')) return run.workers.run(statement);
        throw error;
      });
    const failed = outcomes.find(
      ({ status }) => status !== 'SUCCESS' && status !== 'UNCHANGED' && status !== 'IN_PROGRESS',
    );
    if (failed !== undefined)
      throw new SkyqlError(String(failed.error_code ?? failed.status), String(failed.message ?? failed.status));
    return { columns, rows, outcomes };
  } catch (error) {
    throw inAnchor(work, anchor, error);
  }
}

/** The connection and region that a resource says itself. */
export function placeOf({ run, resource }: Pick<Work, 'run' | 'resource'>): WorkPlace {
  const text = (name: 'connection' | 'region'): string | undefined => {
    const own = resource[name];
    if (own === undefined) return undefined;
    const isTemplate = templatesIn(own.value, own.place).length > 0;
    const scope = createScope(run, resource);
    return isTemplate ? textOfValue(renderValue(own.value, own.place, scope)) : own.value;
  };
  const [connection, region] = [text('connection'), text('region')];
  return { ...(connection !== undefined && { connection }), ...(region !== undefined && { region }) };
}

/** The value of a prop, of a global, of what is given from outside. */
export function valueNamed({ run, resource }: Pick<Work, 'run' | 'resource'>, name: string): Value | undefined {
  return createScope(run, resource).lookup(name);
}

/** An error with the resource and the query that it is of. */
export function inAnchor(work: Pick<Work, 'run' | 'resource'>, anchor: Anchor, error: unknown): unknown {
  if (!(error instanceof SkyqlError)) return error;
  // What is of a template tells its place already.
  if (error.message.startsWith(`${anchor.place.file.name}:`)) return error;
  return told(work.run, error, anchor.place, `${work.resource.name}, ${anchor.key}: ${error.message}`);
}

/** The same of what no query says. */
export function inResource(
  { run, resource }: { readonly run: Work['run']; readonly resource: StackResource },
  error: unknown,
): unknown {
  if (!(error instanceof SkyqlError) || error.message.startsWith(resource.place.file.name)) return error;
  return told(run, error, resource.place, `${resource.name}: ${error.message}`);
}

/** An error by its place in the stack's files, without what nobody may read. */
function told({ redactor }: Work['run'], error: SkyqlError, place: Place, message: string): SkyqlError {
  const placed = faultAt(place, error.code, redactor.text(message));
  return new SkyqlError(error.code, placed.message, {
    hint: error.hint === undefined ? undefined : redactor.text(error.hint),
    scope: error.scope,
    retryable: error.retryable,
    cause: error,
    ...(placed.position !== undefined && { position: placed.position }),
  });
}

/** Waits until a query of a resource answers as it should. Throws NOT_READY, with `message`, where it does not in its time. */
export async function waitFor(
  work: Work,
  anchor: Anchor,
  { retries, delay }: Pick<Waiting, 'retries' | 'delay'>,
  isReady: () => Promise<boolean>,
  late: { readonly message: string; readonly options: string },
): Promise<void> {
  const { clock, signal } = work.run;
  tell(work, 'waiting', anchor.key);
  const look = async () => ((await isReady()) ? true : undefined);
  const found = await waitUntil({ retries, delay, clock, ...(signal !== undefined && { signal }) }, look);
  if (found !== undefined) return;
  throw inAnchor(
    work,
    anchor,
    new SkyqlError('NOT_READY', late.message, { hint: `Give it more time: ${late.options}.`, retryable: true }),
  );
}
