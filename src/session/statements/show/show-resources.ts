import { findCatalog, findService, isProviderNamed, qualified } from '../../../catalog/find-service.ts';
import type { SearchHit } from '../../../catalog/search/search-hit.ts';
import type { Row } from '../../../data/value.ts';
import type { ShowStatement } from '../../../sql/statement.ts';
import { catalogsOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import type { TableColumn } from '../../table-result.ts';

export interface ResourceListing {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
  /** Whether LIKE has been answered: its words were looked for, best first, instead of its pattern. */
  readonly searched: boolean;
}

/** The most resources that a search gives. */
const most = 50;

/**
 * SHOW RESOURCES: those of a service, whose names LIKE narrows as everywhere. Of a whole provider, and where
 * LIKE has no `%` and `_` and is no resource's name, its words are looked for in names and descriptions.
 */
export async function showResources({ session }: StatementContext, statement: ShowStatement): Promise<ResourceListing> {
  const catalogs = catalogsOf(session);
  const parts = statement.in?.parts ?? [];
  const { like } = statement;
  const [first] = catalogs;
  const provider =
    qualified(parts, session.use, 2).length === 0 ? (parts[0] ?? session.use[0] ?? first?.provider) : undefined;
  const isProvider = provider !== undefined && catalogs.some((catalog) => isProviderNamed(catalog, provider));
  if (isProvider) {
    const catalog = findCatalog(catalogs, provider);
    if (like !== undefined) return found(await catalog.search(wordsOf(like), { most }));
    const services = await Promise.all((await catalog.services()).map(({ name }) => catalog.resources(name)));
    return { columns: listed, rows: services.flat().map(asRow), searched: false };
  }
  const service = await findService(catalogs, parts, session.use);
  const rows = (await service.catalog.resources(service.name)).map(asRow);
  if (like === undefined || /[%_]/.test(like) || rows.some(({ name }) => name === like.toLowerCase())) {
    return { columns: listed, rows, searched: false };
  }
  return found(await service.catalog.search(like, { most, service: service.name }));
}

const listed: readonly TableColumn[] = [{ name: 'name' }, { name: 'id' }, { name: 'description' }];

function asRow({
  name,
  id,
  description,
}: {
  readonly name: string;
  readonly id: string;
  readonly description: string;
}): Row {
  return { name, id, description };
}

function found(hits: readonly SearchHit[]): ResourceListing {
  return {
    columns: ['name', 'id', 'methods', 'columns', 'description'].map((name) => ({ name })),
    rows: hits.map(({ columns, methods, ...hit }) => ({
      ...asRow(hit),
      methods: methods.map(({ name }) => name).join(', '),
      columns: columns.map(({ name }) => name).join(', '),
    })),
    searched: true,
  };
}

function wordsOf(like: string): string {
  return like.replace(/[%_]+/g, ' ').trim();
}
