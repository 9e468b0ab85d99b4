import { accessPathId } from '../../catalog/access-path-id.ts';
import { callPermissions, type NeededPermissions } from '../../catalog/needed-permissions.ts';
import type { ResourceDescription, SqlVerb } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { splitIdentifier } from '../../data/identifier.ts';
import type { Row, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ChangeResult, PlannedChange } from '../../providers/change.ts';
import type { CallContext, CallScope, Provider } from '../../providers/provider.ts';
import { placeOfChange } from '../../session/statements/change/place-of-change.ts';
import type { Applied } from '../record/record.ts';
import type { Statement, Workers, WorkPlace } from '../run/workers.ts';
import { type Comparison, compareState } from './compare-state.ts';
import { findIdentity, findingStatement, type Identity } from './find-identity.ts';

/** What a resource of a stack shall be, as far as its values are known. */
export interface Wanted {
  readonly scope: CallScope;
  /** The creation of it, as it would be sent. */
  readonly create: PlannedChange;
  /** Its properties, by the provider's names. */
  readonly properties: Readonly<Record<string, Value>>;
}

/** What the catalog gives of a resource of a stack where no query of its author says it: finding, comparing, changing it. */
export interface DerivedResource {
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  /** The one that is meant: by what is known of it, else by its identifier, its tags, or what cannot be changed of it. */
  find(wanted: Wanted, known: Identity | undefined, takesAlike: boolean): Promise<Identity | undefined>;
  /** What is there of it, by column; undefined where it is gone. */
  read(identity: Identity): Promise<Row | undefined>;
  compare(
    wanted: Wanted,
    found: { readonly identity: Identity; readonly row: Row },
    applied?: Applied,
  ): Promise<Comparison>;
  /** Plans anew by what is there now, and makes the change. */
  update(identity: Identity, values: Readonly<Record<string, Value>>, token: string): Promise<ChangeResult>;
  /** The creation of it with these values, where it says. */
  planCreate(values: Readonly<Record<string, Value>>, place: WorkPlace): Promise<PlannedChange>;
  create(wanted: Wanted, token: string): Promise<ChangeResult>;
  /** What has to be allowed for a call: of the one that is known, else of any. */
  needs(kind: 'read' | 'create' | 'update' | 'delete', identity: Identity | undefined): readonly NeededPermissions[];
  /** The statement by which it is looked for where nothing says its identifier. */
  finding(properties: Wanted['properties'], place: WorkPlace): Statement | undefined;
  remove(identity: Identity, token: string): Promise<ChangeResult>;
}

/** So long what a run has read is compared with, without another call. Whatever the run changes is read anew, and so is what it is about to change. */
const readAgainAfter = 60_000;

export interface DerivedOptions {
  readonly description: ResourceDescription;
  readonly provider: Provider;
  readonly workers: Workers;
  readonly context: CallContext;
}

export async function derivedResource(options: DerivedOptions): Promise<DerivedResource> {
  const { description, provider, workers, context } = options;
  const schema = await provider.catalog.schema(description.service, description.name);
  const resource = { provider: description.provider, service: description.service, resource: description.name };
  const readable = await withGet(description, provider);

  async function read({ key, scope }: Identity): Promise<Row | undefined> {
    const path = readable.accessPaths.find((one) => one.method === 'get_resource');
    const identifier = key.join('|');
    if (path === undefined) return readBySql(key, scope);
    const request = {
      resource: { ...resource, resource: readable.name },
      scope,
      path: accessPathId(path),
      parameters: { data__Identifier: identifier },
      filters: [],
      columns: path.columns,
      limit: 1,
    };
    for await (const { rows } of provider.scan(request, { ...context, maximumAge: readAgainAfter }))
      for (const row of rows) return row;
    return undefined;
  }

  async function readBySql(key: readonly string[], scope: CallScope): Promise<Row | undefined> {
    const columns = description.columns.filter(({ writeOnly }) => writeOnly !== true).map(({ name }) => `"${name}"`);
    const conditions = description.identifier.map((column, index) => `"${column}" = $${index + 1}`);
    const { rows } = await workers.run({
      sql: `SELECT ${columns.join(', ')} FROM ${resourceId(description)} WHERE ${conditions.join(' AND ')}`,
      parameters: [...key],
      ...scope,
      isAuthors: false,
    });
    return rows[0];
  }

  const requestOf = (kind: 'update' | 'delete', { key, scope }: Identity, values: Readonly<Record<string, Value>>) =>
    ({
      kind,
      resource,
      scope,
      method: methodFor(description, kind === 'update' ? 'UPDATE' : 'DELETE'),
      key,
      values,
      row: {},
      wait: true,
    }) as const;

  async function planned(
    kind: 'update' | 'delete',
    identity: Identity,
    values: Readonly<Record<string, Value>>,
    maximumAge?: number,
  ): Promise<PlannedChange> {
    const own = maximumAge === undefined ? context : { ...context, maximumAge };
    const [change] = await provider.plan([requestOf(kind, identity, values)], own);
    if (change === undefined) throw new SkyqlError('INTERNAL', `There is no plan for ${identity.key.join('|')}.`);
    return change;
  }

  return {
    description,
    schema,
    find: (wanted, known, takesAlike) =>
      findIdentity(
        { description, schema, workers, read, known, takesAlike },
        { scope: wanted.scope, properties: wanted.properties },
      ),
    read,
    compare: (wanted, { identity, row }, applied) =>
      compareState(
        { description, schema, plan: (values) => planned('update', identity, values, readAgainAfter) },
        wanted,
        row,
        applied,
      ),
    async update(identity, values, token) {
      const change = await planned('update', identity, values);
      if (change.unchanged === true) return { status: 'SUCCESS', key: identity.key };
      return provider.apply({ ...change, idempotencyToken: token }, context);
    },
    async planCreate(given, place) {
      const values = Object.entries(given).filter(([, value]) => value !== null);
      const outline = {
        kind: 'create',
        resource,
        method: methodFor(description, 'INSERT'),
        names: values.map(([name]) => name),
      } as const;
      const { names } = await provider.changeForm(outline);
      const { names: _, ...shared } = outline;
      const request = {
        ...shared,
        scope: await placeOfChange(provider, { ...place }, description, context),
        values: Object.fromEntries(values.map(([name, value], index) => [names[index] ?? name, value])),
        wait: true,
      };
      const [change] = await provider.plan([request], context);
      if (change === undefined) throw new SkyqlError('INTERNAL', `There is no plan of ${resourceId(description)}.`);
      return change;
    },
    needs(kind, identity) {
      const known = identity && [{ identifier: identity.key, region: identity.scope.region }];
      if (kind === 'read') {
        const path = readable.accessPaths.find((one) => one.method === 'get_resource');
        return path === undefined ? [] : [callPermissions(readable, path, known)];
      }
      const verb = ({ create: 'INSERT', update: 'UPDATE', delete: 'DELETE' } as const)[kind];
      const method = description.methods.find((own) => own.verb === verb);
      if (method === undefined) return [];
      const about = kind === 'create' ? undefined : known;
      return [callPermissions(description, { ...method, method: method.name }, about)];
    },
    finding: (properties, place) => findingStatement({ description, schema }, properties, place),
    create: (wanted, token) => provider.apply({ ...wanted.create, idempotencyToken: token }, context),
    async remove(identity, token) {
      return provider.apply({ ...(await planned('delete', identity, {})), idempotencyToken: token }, context);
    },
  };
}

/** Reading one by its identifier may stand with the twin: of `images` with `image`. */
async function withGet(description: ResourceDescription, { catalog }: Provider): Promise<ResourceDescription> {
  const hasGet = ({ accessPaths }: ResourceDescription) => accessPaths.some(({ method }) => method === 'get_resource');
  if (hasGet(description) || description.twin === undefined) return description;
  const twin = await catalog.resource(description.service, description.twin);
  return twin !== undefined && hasGet(twin) ? twin : description;
}

function methodFor(description: ResourceDescription, verb: SqlVerb): string {
  const method = description.methods.find((own) => own.verb === verb);
  if (method !== undefined) return method.name;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', `${resourceId(description)} takes no ${verb}.`, {
    hint: `Write the query for it: /*+ ${verb.toLowerCase()} */ in the resource's file.`,
  });
}

/** The identity that an identifier names. */
export function identityOf(description: ResourceDescription, identifier: string, scope: CallScope): Identity {
  const key = splitIdentifier(identifier, description.identifier.length);
  if (key !== undefined) return { key, scope };
  throw new SkyqlError('INVALID_VALUE', `"${identifier}" is no identifier of ${resourceId(description)}.`, {
    hint: `It is made of ${description.identifier.join('|')}.`,
  });
}
