import type { ResourceDescription } from '../../resource-description.ts';
import { resourceId } from '../../resource-id.ts';
import { singularOf } from '../native/operation-words.ts';

const suffixes = ['id', 'arn', 'name'];
const placeColumns = ['region', 'account_id', 'connection'];
/** What may stand before a reference without changing what it refers to. */
const qualifiers = /^(source|target|parent|default|destination|origin|primary|secondary)_/;

interface Owner {
  readonly singular: string;
  readonly reference: string;
}

/**
 * What the columns of a service's resources refer to within the service, by their names: `rest_api_id` to the
 * `rest_api_id` of `rest_apis`, `cluster_arn` to the `arn` of `clusters`, `subnet_ids` to the `subnet_id` of `subnets`.
 */
export function namedReferences(
  resources: readonly ResourceDescription[],
): (resource: ResourceDescription, column: string) => string | undefined {
  const owners = ownersByColumn(resources);
  return (resource, column) => {
    if (placeColumns.includes(column)) return undefined;
    const type = resource.columns.find(({ name }) => name === column)?.type;
    if (type !== 'string' && type !== 'array') return undefined;
    const single = type === 'array' ? column.replace(/s$/, '') : column;
    if (type === 'array' && single === column) return undefined;
    const [owner, another] = owners.get(single) ?? owners.get(single.replace(qualifiers, '')) ?? [];
    if (owner === undefined || another !== undefined) return undefined;
    const own = singularName(resource);
    // The `policy_name` of a `group_policy` is its own.
    const isOwn = own === owner.singular || own.endsWith(`_${owner.singular}`) || owner.singular.endsWith(`_${own}`);
    return isOwn && single === column && !qualifiers.test(column) ? undefined : owner.reference;
  };
}

/** The resources that a column of that name can mean; more than one where the name does not say which. */
function ownersByColumn(resources: readonly ResourceDescription[]): ReadonlyMap<string, readonly Owner[]> {
  const owners = new Map<string, readonly Owner[]>();
  for (const resource of resources) {
    const singular = singularName(resource);
    for (const suffix of suffixes) {
      const name = `${singular}_${suffix}`;
      const referenced = [name, suffix, ...shortIdentifier(resource, name)].find((column) =>
        resource.columns.some((own) => own.name === column && own.type === 'string'),
      );
      if (referenced === undefined) continue;
      const owner = { singular, reference: `${resourceId(resource)}.${referenced}` };
      owners.set(name, [...(owners.get(name) ?? []), owner]);
    }
  }
  return owners;
}

/** `group_id` of a security group is what others call `security_group_id`. */
function shortIdentifier({ identifier }: ResourceDescription, name: string): readonly string[] {
  const [only, second] = identifier;
  return only !== undefined && second === undefined && name.endsWith(`_${only}`) ? [only] : [];
}

function singularName({ name, twin }: ResourceDescription): string {
  return twin ?? singularOf(name);
}
