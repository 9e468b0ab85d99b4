import { resourceId } from '../catalog/resource-id.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Predicate } from '../plan/predicate.ts';
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
  const isSaid = (name: string) => predicates.some(({ column }) => column.toLowerCase() === name.toLowerCase());
  // By the parameter's own name nothing is said of the rows.
  const found = otherwise.find(({ column, parameter }) => isSaid(column) && !isSaid(parameter));
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
