import type { Catalog } from '../../catalog/catalog.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { nameKey } from '../../data/name-key.ts';

/** How what is of a type is kept before it is deleted, in the words of the catalog. */
export interface SnapshotKind {
  /** `aws.rds.db_snapshots`. */
  readonly resource: string;
  /** What its creation calls that of which it is. */
  readonly of: string;
  /** What its creation calls that by which it is known again. */
  readonly name: string;
  /** The columns of both, and the one that tells its state. */
  readonly columns: { readonly of: string; readonly name: string; readonly state: string };
}

/**
 * The snapshots that a service has of what is of a type: what is called so, is made of one thing alone, and of one that is named as the type's
 * identifier or its noun (`DBClusterIdentifier` of a DBCluster). Undefined where there are none.
 */
export async function snapshotKind(
  { service, identifier, columns, cloudFormationType = '' }: ResourceDescription,
  catalog: Catalog,
): Promise<SnapshotKind | undefined> {
  const [only, another] = identifier;
  if (only === undefined || another !== undefined) return undefined;
  const noun = cloudFormationType.split('::').at(-1) ?? '';
  const identifying = columns.find(({ name }) => name === only)?.property ?? only;
  const names = [...(/^(Id|Name|Arn)$/.test(identifying) ? [] : [identifying]), ...ends.map((end) => `${noun}${end}`)];
  const wanted = new Set(names.map(nameKey));
  const found: SnapshotKind[] = [];
  for (const name of (await catalog.resourceNames?.())?.[service] ?? []) {
    if (!/snapshots$/.test(name)) continue;
    const description = await catalog.resource(service, name);
    const kind = description && (await kindOf(description, catalog, wanted));
    // A type of its own is waited for by who makes it.
    if (kind !== undefined && description?.cloudFormationType !== undefined) return kind;
    if (kind !== undefined) found.push(kind);
  }
  return found[0];
}

const ends = ['Identifier', 'Id', 'Name'];
const ownName = /Snapshot(Name|Identifier)$/i;

async function kindOf(
  description: ResourceDescription,
  catalog: Catalog,
  wanted: ReadonlySet<string>,
): Promise<SnapshotKind | undefined> {
  const { service, name: noun, methods } = description;
  const method = methods.find(({ verb }) => verb === 'INSERT');
  if (method === undefined) return undefined;
  const parameters = await catalog.parameters(service, noun, method.name, { documented: false });
  const inputs = parameters.filter(({ kind }) => kind !== 'output').map(({ name }) => name.replace(/^data__/, ''));
  const required = method.requiredParameters.filter((name) => name !== 'region');
  const of = inputs.find((name) => wanted.has(nameKey(name)));
  const name = required.find((own) => own !== of && ownName.test(own)) ?? inputs.find((own) => own === 'Description');
  if (of === undefined || name === undefined || required.some((own) => own !== of && own !== name)) return undefined;
  const columnOf = (property: string) =>
    description.columns.find(
      (own) => (own.property ?? own.name) === property || nameKey(own.name) === nameKey(property),
    )?.name;
  const state = description.columns.find((own) => /^(snapshot_)?(state|status)$/.test(own.name))?.name;
  const [ofColumn, nameColumn] = [columnOf(of), columnOf(name)];
  if (state === undefined || ofColumn === undefined || nameColumn === undefined) return undefined;
  return { resource: resourceId(description), of, name, columns: { of: ofColumn, name: nameColumn, state } };
}
