import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { columnsNamed } from '../../../naming/columns-named.ts';
import { sameName } from '../../../plan/access/same-name.ts';
import type { Provider } from '../../../providers/provider.ts';
import { takeArguments } from '../../../sql/take-arguments.ts';
import type { StatementContext } from '../../statement-context.ts';
import { givenRows } from './given-rows.ts';
import { readForChange } from './read-for-change.ts';

export interface CallArguments {
  /** The conditions that say which resources are meant. */
  readonly where: string | undefined;
  /** What the call is given beside what identifies a resource, by its own names. */
  readonly given: Readonly<Record<string, Value>>;
}

/** A condition that is an input of the call. */
interface CallArgument {
  readonly name: string;
  readonly type: string | undefined;
  readonly expression: string;
}

/** The conditions of a DELETE or UPDATE, parted into those of its resources and the arguments of its call. */
export interface CallConditions {
  readonly where: string | undefined;
  readonly arguments: readonly CallArgument[];
}

/** The conditions of a DELETE or UPDATE that are inputs of its call, and no columns: `DeleteAssociatedSnapshots = true`. */
export async function callConditions(
  provider: Provider,
  description: ResourceDescription,
  method: Pick<MethodDescription, 'name'>,
  where: string | undefined,
): Promise<CallConditions> {
  if (where === undefined) return { where, arguments: [] };
  const { service, name: resource } = description;
  const parameters = await provider.catalog.parameters(service, resource, method.name, { documented: false });
  const inputs = parameters.filter(({ kind }) => kind !== 'output');
  const plain = (name: string) => name.replace(/^data__/i, '');
  const inputNamed = (name: string) => inputs.find((own) => nameKey(plain(own.name)) === nameKey(plain(name)));
  const isKnown = (name: string) =>
    description.columns.some((column) => sameName(column.name, name)) ||
    columnsNamed(description, plain(name)).length > 0 ||
    description.accessPaths.some(({ parameters }) => parameters.some((own) => sameName(plain(own.name), plain(name))));
  const taken = takeArguments(where, (name) => !isKnown(name) && inputNamed(name) !== undefined);
  return {
    where: taken.where,
    arguments: taken.arguments.map(({ name, expression }) => {
      const input = inputNamed(name);
      return { name: input?.name ?? name, type: input?.type, expression };
    }),
  };
}

/** The same with the values of the arguments. */
export async function callArguments(
  run: StatementContext,
  provider: Provider,
  description: ResourceDescription,
  method: Pick<MethodDescription, 'name'>,
  where: string | undefined,
): Promise<CallArguments> {
  const taken = await callConditions(provider, description, method, where);
  if (taken.arguments.length === 0) return { where, given: {} };
  const list = taken.arguments.map(({ expression }) => `(${expression})`).join(', ');
  const [values = []] = givenRows(await readForChange(run, `SELECT ${list}`));
  return {
    where: taken.where,
    given: Object.fromEntries(
      taken.arguments.map(({ name, type }, index) => {
        const value = values[index] ?? null;
        const isSqlite = run.session.dialect === 'stackql' && type === 'boolean';
        return [name, isSqlite ? truthIn(value) : value];
      }),
    ),
  };
}

/** To SQLite true and false are 1 and 0. */
function truthIn(value: Value): Value {
  return value === 1 || value === 0 ? value === 1 : value;
}
