import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { nameKey } from '../../../data/name-key.ts';
import { recordKeys } from '../../../data/record-keys.ts';
import type { Value } from '../../../data/value.ts';
import { columnsNamed } from '../../../naming/columns-named.ts';
import { sameName } from '../../../plan/access/same-name.ts';
import type { Provider } from '../../../providers/provider.ts';
import type { DeleteStatement } from '../../../sql/statement.ts';
import { takeArguments } from '../../../sql/take-arguments.ts';
import type { StatementContext } from '../../statement-context.ts';
import { readForChange } from './read-for-change.ts';

export interface DeleteArguments {
  /** The conditions that say which resources are meant. */
  readonly where: string | undefined;
  /** What the call is given beside what identifies a resource, by its own names. */
  readonly given: Readonly<Record<string, Value>>;
}

/** The conditions of a DELETE that are inputs of its call, and no columns: `DeleteAssociatedSnapshots = true`. */
export async function deleteArguments(
  run: StatementContext,
  provider: Provider,
  description: ResourceDescription,
  method: MethodDescription,
  { where }: DeleteStatement,
): Promise<DeleteArguments> {
  if (where === undefined) return { where, given: {} };
  const inputs = (await provider.catalog.parameters(description.service, description.name, method.name)).filter(
    ({ kind }) => kind !== 'output',
  );
  const inputNamed = (name: string) =>
    inputs.find((own) => nameKey(own.name) === nameKey(name.replace(/^data__/i, '')));
  const isKnown = (name: string) =>
    description.columns.some((column) => sameName(column.name, name)) ||
    columnsNamed(description, name.replace(/^data__/i, '')).length > 0 ||
    description.accessPaths.some(({ parameters }) => parameters.some((own) => sameName(own.name, name)));
  const taken = takeArguments(where, (name) => !isKnown(name) && inputNamed(name) !== undefined);
  if (taken.arguments.length === 0) return { where, given: {} };
  const list = taken.arguments.map(({ expression }) => `(${expression})`).join(', ');
  const { columns, rows } = await readForChange(run, `SELECT ${list}`);
  const values = recordKeys(columns).map((key) => rows[0]?.[key] ?? null);
  return {
    where: taken.where,
    given: Object.fromEntries(
      taken.arguments.map(({ name }, index) => [inputNamed(name)?.name ?? name, values[index] ?? null]),
    ),
  };
}
