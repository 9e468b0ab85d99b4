import type { ResourceDescription } from '../catalog/resource-description.ts';
import { nameKey } from '../data/name-key.ts';

/**
 * The columns of a resource that go by a name of its API, without regard to case; none where it has the name itself, be it of a
 * parameter, unless a parameter's name is asked for as a column's.
 */
export function columnsNamed(
  resource: ResourceDescription,
  name: string,
  { ofParameters = false }: { readonly ofParameters?: boolean } = {},
): readonly string[] {
  const { columns, accessPaths } = resource;
  const wanted = nameKey(name);
  const parameters = accessPaths.flatMap((path) => path.parameters.map((parameter) => parameter.name));
  const isWritten = (own: string) => own.toLowerCase() === name.toLowerCase();
  if (columns.some((column) => isWritten(column.name)) || (parameters.some(isWritten) && !ofParameters)) return [];
  const found = [
    () => columns.filter((column) => nameKey(column.name) === wanted).map((column) => column.name),
    () =>
      columns.filter(({ property }) => property !== undefined && nameKey(property) === wanted).map((one) => one.name),
    () => membersNamed(resource, wanted),
    () =>
      resource.definition === undefined
        ? []
        : columns.filter(({ name: own }) => own === `tag_${wanted}`).map((one) => one.name),
    () => parameters.filter((parameter) => nameKey(parameter) === wanted),
  ];
  for (const find of found) {
    const names = [...new Set(find())];
    if (names.length > 0) return names;
  }
  return [];
}

/** The columns that a member of that name in the answers of the service's own API fills. */
function membersNamed({ accessPaths }: ResourceDescription, wanted: string): readonly string[] {
  return accessPaths.flatMap(({ call }) =>
    call.api === 'native'
      ? Object.entries(call.columns).flatMap(([column, member]) => (nameKey(member) === wanted ? [column] : []))
      : [],
  );
}
