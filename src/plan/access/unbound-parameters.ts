import type { PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { allowedValues } from '../predicate.ts';
import { boundValues } from './bound-values.ts';
import type { DescribedScan } from './described-scan.ts';
import { sameName } from './same-name.ts';

type Asking = Pick<DescribedScan, 'description' | 'columns' | 'predicates' | 'parameters'>;

/**
 * Throws where a statement reads a parameter that nothing gives a value and that no column of the rows holds: it would be
 * NULL, whatever the statement means by it.
 */
export function refuseUnbound(scan: Asking): void {
  const unbound = scan.parameters.filter((name) => scan.columns.includes(name) && isUnbound(scan, name));
  if (unbound.length > 0) throw unboundParameters(scan.description, unbound);
}

function isUnbound({ description, predicates }: Asking, name: string): boolean {
  if (allowedValues(predicates, name) !== undefined) return false;
  const own = parametersOf(description).filter((parameter) => sameName(parameter.name, name));
  return !own.some((parameter) => isTold(parameter) || boundValues(parameter, predicates) !== undefined);
}

/** Whether rows tell what they were asked by. What a call can do without changes which rows there are: that they do not tell. */
function isTold({ required, columns }: PathParameter): boolean {
  return required && columns.length > 0;
}

/** Says which parameters have no value, and how they are given one. */
function unboundParameters(description: ResourceDescription, names: readonly string[]): SkyqlError {
  const [name = ''] = names;
  const resource = resourceId(description);
  const sample = parametersOf(description).some((own) => sameName(own.name, name) && own.type === 'boolean')
    ? `${name} = true`
    : `${name} = '...'`;
  const are = names.length > 1 ? 'are parameters' : 'is a parameter';
  return new SkyqlError(
    'UNBOUND_PARAMETER',
    `${names.join(' and ')} ${are} of the requests that read ${resource}, and the statement gives ${names.length > 1 ? 'them' : 'it'} no value there.`,
    {
      hint: `Say the value by itself, joined to the rest by AND: WHERE ${sample} (or IN (...)), or make it equal to a column of another table in an inner join. In place of OR, write two SELECTs with UNION.`,
    },
  );
}

function parametersOf({ accessPaths }: ResourceDescription): readonly PathParameter[] {
  return accessPaths.flatMap((path) => path.parameters);
}
