import { resourceId } from '../../catalog/resource-id.ts';
import type { Row, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Comparison } from '../derive/compare-state.ts';
import type { Wanted } from '../derive/derived-resource.ts';
import { identityOf } from '../derive/derived-resource.ts';
import type { Identity } from '../derive/find-identity.ts';
import type { Anchor } from '../queries/anchor.ts';
import { inAnchor, inResource, renderAnchor, runStatement, waitsForOthers } from './run-anchor.ts';
import { tell, type Work } from './stack-run.ts';
import { wantedOf } from './wanted.ts';

/** What was found of a resource. */
export interface Examination {
  readonly exists: boolean;
  /** Whether it is as it is wanted; undefined where nothing says so. */
  readonly isAsWanted?: boolean;
  /** Undefined where its values are not known yet. */
  readonly wanted?: Wanted;
  readonly comparison?: Comparison;
  readonly row?: Row;
  /** Whether it cannot be looked for before others are there. */
  readonly isUnknown: boolean;
}

/** Looks for a resource and compares it with what is wanted; only reads. */
export async function examine(work: Work): Promise<Examination> {
  const { derived, resource } = work;
  const { anchors } = resource;
  const exists = anchors.get('exists');
  if (exists !== undefined) {
    const found = await runExists(work, exists);
    if (found === 'unknown') return { exists: false, isUnknown: true };
    if (!found) return { exists: false, isUnknown: false, ...(await wantedPart(work)) };
    return checked(work);
  }
  if (derived !== undefined) return examineDerived(work);
  const check = anchors.get('statecheck') ?? anchors.get('exports');
  if (check === undefined)
    throw inResource(
      work,
      new SkyqlError('INVALID_QUERY_FILE', 'Nothing says whether it is there.', {
        hint: 'Write a query for exists, or say what it is: resource: aws.sagemaker.images.',
      }),
    );
  const state = await runCheck(work, check);
  return { exists: state === true, isUnknown: state === 'unknown', ...(state === true && { isAsWanted: true }) };
}

async function examineDerived(work: Work): Promise<Examination> {
  const { derived } = work;
  const wanted = await wantedOf(work);
  if (derived === undefined || wanted === undefined) return { exists: false, isUnknown: true };
  const known = work.identity ?? recordedIdentity(work) ?? adopted(work, wanted);
  try {
    const identity = await derived.find(wanted, known, takesAlike(work));
    if (identity === undefined) return { exists: false, isUnknown: false, wanted };
    work.identity = identity;
  } catch (error) {
    throw inResource(work, error);
  }
  return checked(work, wanted);
}

/** What is there already: whether it is as wanted. */
async function checked(work: Work, given?: Wanted): Promise<Examination> {
  const { resource } = work;
  const { anchors, skipValidation } = resource;
  const own = anchors.get('statecheck') ?? (anchors.has('exists') ? anchors.get('exports') : undefined);
  if (skipValidation) return { exists: true, isUnknown: false, isAsWanted: true };
  if (own !== undefined) {
    const state = await runCheck(work, own);
    return { exists: true, isUnknown: false, isAsWanted: state === true, ...(await wantedPart(work)) };
  }
  const compared = await compareWith(work, given);
  return compared ?? { exists: true, isUnknown: false };
}

async function wantedPart(work: Work): Promise<{ readonly wanted?: Wanted }> {
  const wanted = work.derived === undefined ? undefined : await wantedOf(work);
  return wanted === undefined ? {} : { wanted };
}

/** Compares by the catalog what is there with what is wanted. Undefined where the catalog does not know what it is. */
export async function compareWith(work: Work, given?: Wanted): Promise<Examination | undefined> {
  const { derived, run, resource } = work;
  const wanted = derived === undefined ? undefined : (given ?? (await wantedOf(work)));
  if (derived === undefined || wanted === undefined) return undefined;
  try {
    work.identity ??= capturedIdentity(work, wanted) ?? recordedIdentity(work);
    const identity = work.identity ?? (await derived.find(wanted, undefined, true));
    if (identity === undefined) return undefined;
    work.identity = identity;
    const row = await derived.read(identity);
    if (row === undefined) return { exists: false, isUnknown: false, wanted };
    const applied = run.file.record.resources[resource.name]?.applied;
    const comparison = await derived.compare(withoutIgnored(work, wanted), { identity, row }, applied);
    return {
      exists: true,
      isUnknown: false,
      isAsWanted: comparison.differences.length === 0 && comparison.replacePaths.length === 0,
      wanted,
      comparison,
      row,
    };
  } catch (error) {
    throw inResource(work, error);
  }
}

/** What this stack has begun to make, and nobody knows whether it was made, may be there as one that is alike. */
function takesAlike({ resource, run }: Work): boolean {
  const step = run.file.record.run?.steps[resource.name];
  return resource.adopt === true || (step?.operation === 'create' && step.state === 'begun');
}

function withoutIgnored({ resource }: Work, wanted: Wanted): Wanted {
  if (resource.ignoreChanges.length === 0) return wanted;
  const properties = Object.entries(wanted.properties).filter(([name]) => !resource.ignoreChanges.includes(name));
  return { ...wanted, properties: Object.fromEntries(properties) };
}

/** The query for exists: a count, or a row that says what is to be known of it. */
export async function runExists(work: Work, anchor: Anchor): Promise<boolean | 'unknown'> {
  const sql = renderAnchor(work, anchor);
  if (waitsForOthers(sql)) return 'unknown';
  if (work.run.options.showQueries) tell(work, 'query', `${anchor.key}: ${sql}`);
  const { columns, rows } = await runStatement(work, anchor, sql);
  const [only] = columns;
  if (columns.length === 1 && only?.toLowerCase() === 'count') return countOf(work, anchor, rows, only) === 1;
  const row = oneRow(work, anchor, rows);
  if (row === undefined || Object.values(row).every((value) => value === null || value === '')) {
    work.state.captured = {};
    return false;
  }
  Object.assign(work.state.captured, row);
  return true;
}

/** The query for statecheck, or the one for exports in its place: whether it is as it is wanted. */
export async function runCheck(work: Work, anchor: Anchor): Promise<boolean | 'unknown'> {
  const sql = renderAnchor(work, anchor);
  if (waitsForOthers(sql)) return 'unknown';
  if (work.run.options.showQueries) tell(work, 'query', `${anchor.key}: ${sql}`);
  const { columns, rows } = await runStatement(work, anchor, sql);
  if (anchor.name === 'exports') {
    const row = oneRow(work, anchor, rows);
    return row !== undefined && Object.values(row).some((value) => value !== null);
  }
  const [only = ''] = columns;
  if (columns.length === 1 && only.toLowerCase() === 'count') return countOf(work, anchor, rows, only) === 1;
  return oneRow(work, anchor, rows) !== undefined;
}

function countOf(work: Work, anchor: Anchor, rows: readonly Row[], column: string): number {
  const count = Number(rows[0]?.[column] ?? 0);
  if (count === 0 || count === 1) return count;
  throw inAnchor(
    work,
    anchor,
    new SkyqlError('SEVERAL_MATCH', `It counts ${count}, where there is one or none.`, {
      hint: 'Let its conditions leave one: the identifier, a tag that no other one has.',
    }),
  );
}

export function oneRow(work: Work, anchor: Anchor, rows: readonly Row[]): Row | undefined {
  if (rows.length <= 1) return rows[0];
  throw inAnchor(
    work,
    anchor,
    new SkyqlError('SEVERAL_MATCH', `It has ${rows.length} rows, where there is one or none.`, {
      hint: 'Let its conditions leave one: the identifier, a tag that no other one has.',
    }),
  );
}

/** By what exists captured. */
function capturedIdentity({ derived, state }: Work, { scope }: Wanted): Identity | undefined {
  if (derived === undefined) return undefined;
  const key = derived.description.identifier.map((name) => state.captured[name] ?? state.exports[name] ?? null);
  return key.every((part): part is Exclude<Value, null> => part !== null) ? { key: key.map(String), scope } : undefined;
}

function recordedIdentity({ run, resource, derived }: Work): Identity | undefined {
  const recorded = run.file.record.resources[resource.name];
  if (derived === undefined || recorded?.key === undefined || recorded.region === undefined) return undefined;
  const { description } = derived;
  const names = [description.name, ...(description.twin === undefined ? [] : [description.twin])];
  const isSame = names.some((name) => recorded.resource === resourceId({ ...description, name }));
  return isSame && recorded.connection !== undefined
    ? { key: recorded.key, scope: { connection: recorded.connection, region: recorded.region } }
    : undefined;
}

/** What is there of the one that is recorded, which is then known to be the one that is meant. */
export async function recordedRow(work: Work): Promise<Row | undefined> {
  const identity = recordedIdentity(work);
  if (identity === undefined) return undefined;
  const row = await work.derived?.read(identity);
  if (row !== undefined) work.identity = identity;
  return row;
}

function adopted({ resource, derived }: Work, { scope }: Wanted): Identity | undefined {
  return typeof resource.adopt === 'string' && derived !== undefined
    ? identityOf(derived.description, resource.adopt, scope)
    : undefined;
}
