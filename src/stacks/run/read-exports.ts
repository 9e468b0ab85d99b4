import { suggest } from '../../data/suggest.ts';
import type { Row, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { faultAt } from '../manifest/source-file.ts';
import type { Anchor } from '../queries/anchor.ts';
import { oneRow } from './examine.ts';
import { inAnchor, inResource, runAnchor } from './run-anchor.ts';
import type { Work } from './stack-run.ts';
import { waitUntil } from './wait-until.ts';

/** Reads what a resource exports. `row`: what was just read of it, where that is so. */
export async function readExports(work: Work, row?: Row): Promise<void> {
  const { resource, state, derived, run } = work;
  const anchor = resource.anchors.get('exports');
  const exports = anchor === undefined ? await derivedExports(work, row) : await queriedExports(work, anchor);
  for (const name of resource.protectedExports)
    if (exports[name] !== undefined) run.redactor.hide(exports[name] ?? null);
  state.exports = exports;
  state.isUnknown = false;
  if (derived !== undefined && work.identity !== undefined)
    derived.description.identifier.forEach((column, index) => {
      state.captured[column] ??= work.identity?.key[index] ?? null;
    });
}

async function queriedExports(work: Work, anchor: Anchor): Promise<Readonly<Record<string, Value>>> {
  const { resource, run } = work;
  const { retries, retryDelay } = anchor.options;
  let columns: readonly string[] = [];
  const row = await waitUntil(
    { retries, delay: retryDelay, clock: run.clock, ...(run.signal !== undefined && { signal: run.signal }) },
    async () => {
      const answer = await runAnchor(work, anchor);
      columns = answer.columns;
      const own = oneRow(work, anchor, answer.rows);
      return own !== undefined && Object.values(own).some((value) => value !== null) ? own : undefined;
    },
  );
  if (columns.length > 0) checkExported(resource, columns);
  if (row === undefined) {
    if (resource.exports.length === 0) return {};
    throw inAnchor(
      work,
      anchor,
      new SkyqlError('EXPORT_MISSING', 'It has no row to export.', {
        hint: 'Let it wait: /*+ exports, retries=5, retry_delay=5 */.',
      }),
    );
  }
  const entries = resource.exports.map(({ column, name }): [string, Value] => {
    const key = Object.keys(row).find((own) => isSame(own, column)) ?? column;
    return [name, row[key] ?? null];
  });
  return Object.fromEntries(entries);
}

/** Throws EXPORT_MISSING for what a resource exports and the query for it has not. */
export function checkExported({ name, exports }: Work['resource'], columns: readonly string[]): void {
  const missing = exports.find(({ column }) => !columns.some((own) => isSame(own, column)));
  if (missing === undefined) return;
  throw faultAt(missing.place, 'EXPORT_MISSING', `The query for exports of ${name} has no ${missing.column}.`, {
    hint: `It has ${columns.join(', ')}.`,
  });
}

/** Columns of what the resource is, by the catalog. */
async function derivedExports(work: Work, given: Row | undefined): Promise<Readonly<Record<string, Value>>> {
  const { resource, derived, identity, state } = work;
  const names = [...resource.exports.map(({ column, name }) => ({ column, name })), ...askedOf(work)];
  if (names.length === 0) return {};
  const captured = (column: string): Value | undefined => state.captured[column];
  if (derived === undefined) {
    const missing = names.find(({ column }) => captured(column) === undefined);
    if (missing === undefined)
      return Object.fromEntries(names.map(({ column, name }) => [name, captured(column) ?? null]));
    throw inResource(
      work,
      new SkyqlError('EXPORT_MISSING', `Nothing says what ${missing.column} is.`, {
        hint: 'Write a query for it: /*+ exports */ in its file.',
      }),
    );
  }
  if (identity === undefined) return {};
  const row = given ?? (await derived.read(identity));
  return Object.fromEntries(names.map(({ column, name }) => [name, valueOfColumn(work, row ?? {}, column)]));
}

/** What others ask of it by its name, beside what it exports. */
function askedOf({ resource, state }: Work): readonly { readonly column: string; readonly name: string }[] {
  const known = new Set([...resource.exports.map(({ name }) => name), ...Object.keys(state.captured)]);
  const own = ['callback', 'idempotency_token'];
  return resource.asked
    .filter((name) => !known.has(name) && !own.includes(name))
    .map((name) => ({ column: name, name }));
}

function valueOfColumn({ derived, identity }: Work, row: Row, name: string): Value {
  const column = derived?.description.columns.find((own) => isSame(own.name, name) || own.property === name);
  const at = derived?.description.identifier.indexOf(column?.name ?? '') ?? -1;
  if (name === 'region') return identity?.scope.region ?? null;
  return row[column?.name ?? name] ?? (at === -1 ? null : (identity?.key[at] ?? null));
}

/** Checks before anything is made that the catalog knows what is asked of a resource. */
export function checkExports({ resource, derived }: Pick<Work, 'resource' | 'derived'>): void {
  if (derived === undefined || resource.anchors.has('exports')) return;
  const { columns } = derived.description;
  const names = columns.map(({ name }) => name);
  const own = [...resource.exports.map(({ name }) => name), 'callback', 'idempotency_token'];
  const asked = resource.asked
    .filter((name) => !own.includes(name))
    .map((column) => ({ column, place: resource.place }));
  for (const { column, place } of [...resource.exports, ...asked]) {
    const isKnown = column === 'region' || columns.some((one) => isSame(one.name, column) || one.property === column);
    if (isKnown || resource.anchors.has('exists')) continue;
    const near = suggest(column, names, 2);
    throw faultAt(place, 'EXPORT_MISSING', `${resource.name} has no ${column}.`, {
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It has ${names.join(', ')}.`,
    });
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
