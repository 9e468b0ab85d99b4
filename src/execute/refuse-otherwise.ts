import { resourceId } from '../catalog/resource-id.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { allowedValues, type Predicate } from '../plan/predicate.ts';
import type { SaidOtherwise, ScanRequest } from '../providers/provider.ts';

/**
 * Throws where a statement asks by a column in which the rows that it gets say something else: its own condition would leave them
 * out without a word.
 */
export function refuseOtherwise(
  otherwise: readonly SaidOtherwise[],
  predicates: readonly Predicate[],
  { resource: { provider, service, resource } }: ScanRequest,
): void {
  const said = (name: string) => predicates.filter(({ column }) => column.toLowerCase() === name.toLowerCase());
  // Other conditions choose among the rows of all requests; these have chosen the requests.
  const binds = (name: string) => said(name).some(({ column }) => allowedValues(predicates, column) !== undefined);
  // By the parameter's own name nothing is said of the rows.
  const found = otherwise.find(({ column, parameter }) => binds(column) && said(parameter).length === 0);
  if (found === undefined) return;
  const { parameter, column, asked, told } = found;
  const name = `data__${parameter.replace(/^data__/, '')}`;
  const id = resourceId({ provider, service, name: resource });
  throw new SkyqlError(
    'UNBOUND_PARAMETER',
    `Rows of ${id} that are asked for by ${column} = '${String(asked)}' say ${column} '${String(told)}': the request's ${column} and theirs are two things.`,
    {
      hint: `Give the request its own: WHERE ${name} = '${String(asked)}'. The column ${column} says what each row says.`,
    },
  );
}
