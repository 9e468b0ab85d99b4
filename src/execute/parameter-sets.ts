import type { Row, Value } from '../data/value.ts';
import type { Access, ParentAccess } from '../plan/access/access.ts';
import type { CallScope } from '../providers/provider.ts';
import type { Reader } from './reader.ts';

/** Values of parameters that belong together: what one request of a scan takes from the scan's parents. */
export type ParameterSet = Readonly<Record<string, Value>>;

/** The rows of a scan in one place (of a parent without regions: of one connection). Throws what keeps them from being read. */
export type ReadRows = (
  reader: Reader,
  access: Access,
  place: { readonly connection: string; readonly region?: string },
) => AsyncIterable<readonly Row[]>;

/** What the parents of a scan give its requests in one place: of unrelated parents each row of the one with each of the others. */
export async function* parameterSets(
  reader: Reader,
  parents: readonly ParentAccess[],
  scope: CallScope,
  readRows: ReadRows,
  index = 0,
): AsyncGenerator<ParameterSet, void, undefined> {
  const parent = parents[index];
  if (parent === undefined) {
    yield {};
    return;
  }
  let others: readonly ParameterSet[] | undefined;
  for await (const own of setsOf(reader, parent, scope, readRows)) {
    others ??= await collected(parameterSets(reader, parents, scope, readRows, index + 1));
    for (const other of others) yield { ...own, ...other };
  }
}

async function* setsOf(
  reader: Reader,
  parent: ParentAccess,
  scope: CallScope,
  readRows: ReadRows,
): AsyncGenerator<ParameterSet, void, undefined> {
  const names = Object.entries(parent.parameters);
  const seen = new Set<string>();
  let waiting: Value[] = [];
  const [[batched] = ['']] = names;
  for await (const rows of rowsOf(reader, parent, scope, readRows)) {
    for (const row of rows) {
      const values = names.map(([, column]) => row[column] ?? null);
      const identity = JSON.stringify(values);
      if (values.includes(null) || seen.has(identity)) continue;
      seen.add(identity);
      if (parent.batch <= 1) yield Object.fromEntries(names.map(([name], index) => [name, values[index] ?? null]));
      else waiting.push(values[0] ?? null);
      if (waiting.length >= parent.batch && parent.batch > 1) {
        yield { [batched]: waiting };
        waiting = [];
      }
    }
  }
  if (waiting.length > 0) yield { [batched]: waiting };
}

async function* rowsOf(
  reader: Reader,
  parent: ParentAccess,
  scope: CallScope,
  readRows: ReadRows,
): AsyncGenerator<readonly Row[], void, undefined> {
  if (parent.isGlobal !== true) {
    yield* readRows(reader, parent.access, scope);
    return;
  }
  const { connection } = scope;
  const byConnection = reader.shared.get(parent) ?? new Map<string, Promise<readonly Row[]>>();
  reader.shared.set(parent, byConnection);
  const known = byConnection.get(connection);
  const read = known ?? collected(readRows(reader, parent.access, { connection })).then((pages) => pages.flat());
  if (known === undefined) {
    byConnection.set(connection, read);
    // A place that stopped reading must not leave a failure that nobody handles.
    read.catch(() => undefined);
  }
  yield await read;
}

async function collected<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
