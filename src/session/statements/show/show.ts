import type { Catalog } from '../../../catalog/catalog.ts';
import { findResource } from '../../../catalog/find-resource.ts';
import { findCatalog } from '../../../catalog/find-service.ts';
import { insertStatement } from '../../../catalog/insert-statement.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import type { Row } from '../../../data/value.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ShowStatement } from '../../../sql/statement.ts';
import { catalogsOf, providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { type TableColumn, tableResult } from '../../table-result.ts';
import { version } from '../../version.ts';
import { cacheColumns, cacheRows } from './cache-rows.ts';
import { connectionColumns, connectionRows } from './connection-rows.ts';
import { limitColumns, limitRows } from './limit-rows.ts';
import { permissionRows } from './permission-rows.ts';
import { relationshipRows } from './relationship-rows.ts';
import { showResources } from './show-resources.ts';

interface Listing {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
  /** Whether LIKE has been answered already. */
  readonly searched?: boolean;
}

/** SHOW ...: what the catalog and the session know. Makes no call, but to find the accounts of organizations. */
export async function show(run: StatementContext, statement: ShowStatement): Promise<EngineResult> {
  const { columns, rows, searched } = await list(run, statement);
  const visible = columns.filter(({ name }) => statement.extended || name !== extendedOnly[statement.subject]);
  const subject = (columns.find(({ name }) => name === 'name') ?? columns[0])?.name ?? '';
  const like =
    statement.like === undefined || searched
      ? []
      : [`${quoteIdentifier(subject)} ILIKE ${quoteLiteral(statement.like)}`];
  const conditions = [...like, ...(statement.where === undefined ? [] : [`(${statement.where})`])];
  return tableResult(run.session.engine, visible, rows, conditions.length === 0 ? undefined : conditions.join(' AND '));
}

/** The column that only EXTENDED shows. */
const extendedOnly: Readonly<Partial<Record<ShowStatement['subject'], string>>> = {
  providers: 'description',
  services: 'description',
  resources: 'description',
  methods: 'description',
  permissions: 'note',
};

async function list(run: StatementContext, statement: ShowStatement): Promise<Listing> {
  const { session } = run;
  switch (statement.subject) {
    case 'providers':
      return {
        columns: [{ name: 'name' }, { name: 'version' }, { name: 'description' }],
        rows: [...session.providers.values()].map(({ name, catalog }) => ({
          name,
          version: catalog.version,
          description: `The resources of ${name}.`,
        })),
      };
    case 'services':
      return services(run, statement);
    case 'resources':
      return showResources(run, statement);
    case 'methods':
      return methods(run, statement);
    case 'insert': {
      const description = await named(run, statement);
      const catalog = providerOf(session, description.provider).catalog;
      const schema = await catalog.schema(description.service, description.name);
      return {
        columns: [{ name: 'insert_statement' }],
        rows: [{ insert_statement: insertStatement(description, schema, await ownInputs(catalog, description)) }],
      };
    }
    case 'permissions': {
      const rows = permissionRows(await named(run, statement));
      return { columns: ['operation', 'actions', 'note'].map((name) => ({ name })), rows };
    }
    case 'relationships': {
      const rows = relationshipRows(await named(run, statement));
      return { columns: ['column', 'references', 'referenced_by'].map((name) => ({ name })), rows };
    }
    case 'connections':
      return { columns: connectionColumns, rows: await connectionRows(run) };
    case 'warnings':
      return {
        columns: [
          ...['code', 'message', 'hint', 'connection', 'region', 'service', 'operation', 'request_id'].map((name) => ({
            name,
          })),
          ...['calls', 'rows'].map((name) => ({ name, type: 'BIGINT' })),
        ],
        rows: session.warnings.map(
          ({ requestId, calls = null, rows = null, ...warning }) =>
            ({ ...warning, request_id: requestId ?? null, calls, rows }) as Row,
        ),
      };
    case 'requests':
      return {
        columns: [
          ...['connection', 'region', 'service', 'operation'].map((name) => ({ name })),
          { name: 'status', type: 'BIGINT' },
          { name: 'attempt', type: 'BIGINT' },
          { name: 'milliseconds', type: 'BIGINT' },
          { name: 'waited', type: 'BIGINT' },
          { name: 'bytes', type: 'BIGINT' },
          { name: 'error' },
          { name: 'request_id' },
        ],
        rows: session.requests.map(({ requestId, error, ...call }) => ({
          ...call,
          milliseconds: Math.round(call.milliseconds),
          waited: Math.round(call.waited),
          error: error ?? null,
          request_id: requestId ?? null,
        })),
      };
    case 'limits':
      return { columns: limitColumns, rows: limitRows(session.limits) };
    case 'cache':
      return { columns: cacheColumns, rows: cacheRows(session) };
    case 'version':
      return { columns: [{ name: 'version' }], rows: [{ version }] };
  }
}

async function services({ session }: StatementContext, statement: ShowStatement): Promise<Listing> {
  const [name = session.use[0] ?? onlyProvider(session.providers.keys(), 'SHOW SERVICES IN aws'), second] =
    statement.in?.parts ?? [];
  if (second !== undefined) throw wrongPlace('SHOW SERVICES', 'SHOW SERVICES IN aws');
  const rows = (await findCatalog(catalogsOf(session), name).services()).map(
    ({ id, name: service, title, description }) => ({
      id,
      name: service,
      title,
      description,
    }),
  );
  return { columns: ['id', 'name', 'title', 'description'].map((column) => ({ name: column })), rows };
}

async function methods(run: StatementContext, statement: ShowStatement): Promise<Listing> {
  const description = await named(run, statement);
  return {
    columns: ['MethodName', 'RequiredParams', 'SQLVerb', 'description'].map((name) => ({ name })),
    rows: description.methods.map((method) => ({
      MethodName: method.name,
      RequiredParams: method.requiredParameters.join(', '),
      SQLVerb: method.verb,
      description: method.description,
    })),
  };
}

/** The inputs of the method behind INSERT, where it is one of the service's own API. */
async function ownInputs(catalog: Catalog, description: ResourceDescription): Promise<readonly string[] | undefined> {
  const method = description.methods.find(({ verb }) => verb === 'INSERT');
  if (method?.call.api !== 'native') return undefined;
  const { service, name: resource } = description;
  const parameters = await catalog.parameters(service, resource, method.name, { documented: false });
  return parameters.filter(({ kind }) => kind !== 'output').map(({ name }) => name);
}

async function named({ session }: StatementContext, statement: ShowStatement) {
  if (statement.in === undefined)
    throw wrongPlace(
      `SHOW ${statement.subject.toUpperCase()}`,
      `SHOW ${statement.subject.toUpperCase()} ${statement.subject === 'insert' ? 'INTO' : 'IN'} aws.ec2.images`,
    );
  return findResource(catalogsOf(session), statement.in.parts, session.use);
}

function wrongPlace(what: string, example: string): SkyqlError {
  return new SkyqlError('SYNTAX_ERROR', `${what} has to say where.`, { hint: `Write it as ${example}.` });
}

function onlyProvider(names: Iterable<string>, example: string): string {
  const [first, second] = [...names];
  if (first === undefined || second !== undefined) throw wrongPlace('SHOW SERVICES', example);
  return first;
}
