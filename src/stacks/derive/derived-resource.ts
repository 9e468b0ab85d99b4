import { accessPathId } from '../../catalog/access-path-id.ts';
import { callPermissions, type NeededPermissions } from '../../catalog/needed-permissions.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { splitIdentifier } from '../../data/identifier.ts';
import type { Row, Value } from '../../data/value.ts';
import { isSkyqlErrorWith } from '../../errors/is-skyql-error-with.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ChangeResult, PlannedChange } from '../../providers/change.ts';
import type { CallContext, CallScope, Provider } from '../../providers/provider.ts';
import { methodBehind, methodFor } from '../../session/statements/change/method-for.ts';
import { placeOfChange } from '../../session/statements/change/place-of-change.ts';
import { updateMethod } from '../../session/statements/change/update-method.ts';
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

/** A resource that is there, as it was read. */
export interface Found {
  readonly identity: Identity;
  readonly row: Row;
}

/** What the catalog gives of a resource of a stack where no query of its author says it: finding, comparing, changing it. */
export interface DerivedResource {
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  /** The one that is meant: by what is known of it, else by its identifier, its tags, or what cannot be changed of it. */
  find(wanted: Wanted, known: Identity | undefined, takesAlike: boolean): Promise<Identity | undefined>;
  /** What is there of it, by column; undefined where it is gone. */
  read(identity: Identity): Promise<Row | undefined>;
  compare(wanted: Wanted, found: Found, applied?: Applied): Promise<Comparison>;
  /** Plans anew by what is there now, and makes the change. */
  update(identity: Identity, values: Readonly<Record<string, Value>>, token: string): Promise<ChangeResult>;
  /** Whether its creation takes a property: a call of its own may take less than the type has. */
  takes(property: string): Promise<boolean>;
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

  /** The calls of an update: one, or those of its columns, which go by what was read. */
  async function plannedUpdate(
    { key, scope }: Identity,
    rowOf: () => Promise<Row | undefined>,
    given: Readonly<Record<string, Value>>,
    own: CallContext,
  ): Promise<readonly PlannedChange[]> {
    const names = Object.keys(given);
    const { name: method } = await withOwnHint('UPDATE', () => updateMethod(provider, description, names));
    const outline = { kind: 'update', resource, method } as const;
    const form = await provider.changeForm({ ...outline, names });
    const values = Object.fromEntries(form.names.map((name, index) => [name, given[names[index] ?? ''] ?? null]));
    const row = form.columns.length === 0 ? {} : ((await rowOf()) ?? {});
    return provider.plan([{ ...outline, scope, key, values, row, wait: true }], own);
  }

  async function plannedDeletion({ key, scope }: Identity): Promise<readonly PlannedChange[]> {
    const { name: method } = await withOwnHint('DELETE', async () => methodFor(description, 'DELETE'));
    return provider.plan([{ kind: 'delete', resource, method, scope, key, values: {}, wait: true }], context);
  }

  /** Makes the calls of one change, one after the other, as long as they succeed. Each is known again by a token of its own. */
  async function applied(changes: readonly PlannedChange[], { key }: Identity, token: string): Promise<ChangeResult> {
    let last: ChangeResult = { status: 'SUCCESS', key };
    for (const [index, change] of changes.entries()) {
      if (change.unchanged === true) continue;
      const idempotencyToken = index === 0 ? token : `${token}-${index}`;
      last = await provider.apply({ ...change, idempotencyToken }, context);
      if (last.status !== 'SUCCESS') break;
    }
    return last;
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
    compare: (wanted, found, before) =>
      compareState(
        {
          description,
          schema,
          plan: (values) =>
            plannedUpdate(found.identity, async () => found.row, values, { ...context, maximumAge: readAgainAfter }),
        },
        wanted,
        found.row,
        before,
      ),
    async update(identity, values, token) {
      const rowNow = () => readBySql(identity.key, identity.scope);
      return applied(await plannedUpdate(identity, rowNow, values, context), identity, token);
    },
    async takes(property) {
      const method = methodBehind(description, 'INSERT')?.name;
      if (method === undefined) return false;
      const outline = { kind: 'create', resource, method, names: [property] } as const;
      return provider.changeForm(outline).then(
        () => true,
        (error: unknown) => {
          if (error instanceof SkyqlError && /^UNKNOWN_(PARAMETER|COLUMN)$/.test(error.code)) return false;
          throw error;
        },
      );
    },
    async planCreate(given, place) {
      const values = Object.entries(given).filter(([, value]) => value !== null);
      const outline = {
        kind: 'create',
        resource,
        method: (await withOwnHint('INSERT', async () => methodFor(description, 'INSERT'))).name,
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
      const method = methodBehind(
        description,
        ({ create: 'INSERT', update: 'UPDATE', delete: 'DELETE' } as const)[kind],
      );
      if (method === undefined) return [];
      const about = kind === 'create' ? undefined : known;
      return [callPermissions(description, { ...method, method: method.name }, about)];
    },
    finding: (properties, place) => findingStatement({ description, schema }, properties, place),
    create: (wanted, token) => provider.apply({ ...wanted.create, idempotencyToken: token }, context),
    remove: async (identity, token) => applied(await plannedDeletion(identity), identity, token),
  };
}

/** Reading one by its identifier may stand with the twin: of `images` with `image`. */
async function withGet(description: ResourceDescription, { catalog }: Provider): Promise<ResourceDescription> {
  const hasGet = ({ accessPaths }: ResourceDescription) => accessPaths.some(({ method }) => method === 'get_resource');
  if (hasGet(description) || description.twin === undefined) return description;
  const twin = await catalog.resource(description.service, description.twin);
  return twin !== undefined && hasGet(twin) ? twin : description;
}

const anchorOf = { INSERT: 'create', UPDATE: 'update', DELETE: 'delete' } as const;

/** What is not done by the catalog a query of the author's own can do. */
async function withOwnHint<Method>(verb: keyof typeof anchorOf, find: () => Promise<Method>): Promise<Method> {
  try {
    return await find();
  } catch (error) {
    if (!isSkyqlErrorWith(error, 'UNSUPPORTED_STATEMENT')) throw error;
    throw new SkyqlError(error.code, error.message, {
      hint: `Write the query for it: /*+ ${anchorOf[verb]} */ in the resource's file.`,
      cause: error,
    });
  }
}

/** The identity that an identifier names. */
export function identityOf(description: ResourceDescription, identifier: string, scope: CallScope): Identity {
  const key = splitIdentifier(identifier, description.identifier.length);
  if (key !== undefined) return { key, scope };
  throw new SkyqlError('INVALID_VALUE', `"${identifier}" is no identifier of ${resourceId(description)}.`, {
    hint: `It is made of ${description.identifier.join('|')}.`,
  });
}
