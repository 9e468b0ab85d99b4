import type { ResourceDescription } from '../catalog/resource-description.ts';
import { sameName } from '../plan/access/same-name.ts';
import type { Provider } from '../providers/provider.ts';

/** What takes a list or a structure takes a text too. */
const scalarTypes: Readonly<Record<string, string>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMPTZ',
};

/** The types of a method's arguments, by their names; undefined of one that may be several things. */
export async function argumentTypes(
  { catalog }: Pick<Provider, 'catalog'>,
  { service, name }: Pick<ResourceDescription, 'service' | 'name'>,
  method: string,
): Promise<(argument: string) => string | undefined> {
  const parameters = await catalog.parameters(service, name, method, { documented: false });
  return (argument) => {
    const type = parameters.find((own) => own.kind !== 'output' && sameName(own.name, argument))?.type;
    return type === undefined ? undefined : scalarTypes[type];
  };
}
