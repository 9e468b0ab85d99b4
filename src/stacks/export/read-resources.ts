import { findResource } from '../../catalog/find-resource.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { pointerPath } from '../../cloudformation/pointer-path.ts';
import { withoutProperties } from '../../cloudformation/without-properties.ts';
import { createGate } from '../../data/gate.ts';
import { isObject } from '../../data/is-object.ts';
import type { Row, Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { secretTexts } from '../../naming/secret-texts.ts';
import type { CallContext } from '../../providers/provider.ts';
import { placeOfChange } from '../../session/statements/change/place-of-change.ts';
import { splitScript } from '../../sql/split-script.ts';
import { cteNamesIn, tableReferencesIn } from '../../sql/table-references.ts';
import { canCreate, creatableResource } from '../derive/creatable-resource.ts';
import { type DerivedResource, derivedResource } from '../derive/derived-resource.ts';
import type { Identity } from '../derive/find-identity.ts';
import { propertiesOf } from '../derive/properties-of.ts';
import { propertyOf } from '../derive/property-of.ts';
import { writeOnlyProperties } from '../derive/write-only-properties.ts';
import type { Workers } from '../run/workers.ts';
import { type AskedTable, askForIdentity, identityColumn, outermost } from './ask-for-identity.ts';
import type { ExportedResource, ToldValue } from './exported-resource.ts';
import { nameResources } from './name-resources.ts';

const readsAtOnce = 10;

/** What queries find, each resource once, in the order in which it is found. Throws UNSUPPORTED_STATEMENT and NOTHING_FOUND. */
export async function readResources(
  workers: Workers,
  sql: string,
  context: CallContext,
): Promise<readonly ExportedResource[]> {
  const kinds = new Map<string, DerivedResource>();
  const found = new Map<string, { readonly kind: DerivedResource; readonly identity: Identity }>();
  for (const { text } of splitScript(sql)) {
    const tables = await tablesOf(workers, text);
    const created = await Promise.all(tables.map(({ description }) => exportable(workers, description)));
    const { rows } = await workers.run({ sql: askForIdentity(text, tables), isAuthors: false });
    for (const [index, { description: named }] of tables.entries()) {
      const description = created[index] ?? named;
      const id = resourceId(description);
      const kind = kinds.get(id) ?? (await kindOf(workers, description, context));
      kinds.set(id, kind);
      for (const row of rows) {
        const identity = await identityIn(workers, row, index, named, context);
        if (identity !== undefined) found.set(JSON.stringify([id, identity]), { kind, identity });
      }
    }
  }
  if (found.size === 0)
    throw new SkyqlError('NOTHING_FOUND', 'The query finds nothing.', {
      hint: 'Run it by skyql query, and look at the region and the conditions.',
    });
  const gate = createGate(readsAtOnce);
  const read = await Promise.all([...found.values()].map(({ kind, identity }) => gate(() => readOne(kind, identity))));
  return nameResources(read.filter((one) => one !== undefined));
}

/** The resources that a query's own FROM names. */
async function tablesOf({ providers }: Workers, sql: string): Promise<readonly AskedTable[]> {
  const catalogs = [...providers.values()].map(({ catalog }) => catalog);
  const own = new Set(outermost(sql).map(({ offset }) => offset));
  const queries = cteNamesIn(sql);
  const references = tableReferencesIn(sql).filter(
    ({ offset, parts }) => own.has(offset) && !(parts.length === 1 && queries.has((parts[0] ?? '').toLowerCase())),
  );
  if (references.length === 0)
    throw new SkyqlError('UNSUPPORTED_STATEMENT', 'The query names no resource in its FROM.', {
      hint: 'Write SELECT ... FROM aws.imagebuilder.image_pipelines WHERE ....',
    });
  return Promise.all(
    references.map(async (reference) => ({
      reference,
      description: await findResource(catalogs, reference.parts, []),
    })),
  );
}

async function exportable({ providers }: Workers, named: ResourceDescription): Promise<ResourceDescription> {
  const catalogs = [...providers.values()].map(({ catalog }) => catalog);
  const description = await creatableResource(named, catalogs);
  if (canCreate(description) && description.identifier.length > 0) return description;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', `No stack can create ${resourceId(named)}.`, {
    hint: 'Leave it out: a stack has what takes INSERT.',
  });
}

async function kindOf(
  workers: Workers,
  description: ResourceDescription,
  context: CallContext,
): Promise<DerivedResource> {
  const provider = workers.providers.get(description.provider);
  if (provider === undefined) throw new Error(`There is no provider ${description.provider}.`);
  return derivedResource({ description, provider, workers, context });
}

/** Which resource a row is of; undefined where an outer join has none. */
async function identityIn(
  { providers }: Workers,
  row: Row,
  table: number,
  description: ResourceDescription,
  context: CallContext,
): Promise<Identity | undefined> {
  const part = (name: string): Value => row[identityColumn(table, name)] ?? null;
  const key = description.identifier.map(part);
  if (key.some((value) => value === null)) return undefined;
  const provider = providers.get(description.provider);
  const [connection, region] = [part('connection'), part('region')];
  if (provider === undefined) return undefined;
  const scope =
    description.global === true
      ? await placeOfChange(provider, { connection }, description, context)
      : { connection: String(connection), region: String(region) };
  return { key: key.map(String), scope };
}

async function readOne(kind: DerivedResource, identity: Identity): Promise<Omit<ExportedResource, 'name'> | undefined> {
  const { description, schema } = kind;
  const row = await kind.read(identity);
  // It has gone meanwhile.
  if (row === undefined) return undefined;
  const all = propertiesOf(description, row);
  const given = { ...withoutProperties(all, schema?.readOnlyProperties), ...identifierGiven(kind, identity, all) };
  const readable = withoutProperties(oncePerMeaning(given), schema?.writeOnlyProperties);
  const properties = Object.fromEntries(
    Object.entries(readable)
      .map(([name, value]): [string, Value] => [name, withoutOwnTags(value)])
      .filter(([, value]) => !isEmpty(value)),
  );
  const leftOut = writeOnlyProperties(description);
  // Of what is required nobody tells it whole, or the parts that make it up (a function's code).
  const untold = new Set([...leftOut, ...(schema?.writeOnlyProperties ?? []).map((own) => pointerPath(own)[0])]);
  const needed = (schema?.required ?? []).filter((name) => untold.has(name) && !(name in properties));
  const taken = await Promise.all(Object.keys(properties).map((name) => kind.takes(name)));
  const untaken = Object.keys(properties).filter((_, index) => taken[index] === false);
  const created = Object.fromEntries(Object.entries(properties).filter(([name]) => !untaken.includes(name)));
  const { secrets, problem } = await planned(kind, identity, created, needed);
  return {
    description,
    identity,
    isIdentifierMade: description.identifier.some((column) => isReadOnly(description, column)),
    properties: withoutProperties(properties, secrets),
    told: toldBy(kind, identity, all),
    leftOut: [...leftOut, ...secrets.map((pointer) => pointerPath(pointer).join('/'))],
    untaken,
    needed,
    ...(problem !== undefined && { problem }),
  };
}

/** What identifies it and it was given: a get may leave it out. */
function identifierGiven(
  { description }: DerivedResource,
  { key }: Identity,
  all: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const entries = description.identifier.flatMap((name, index): [string, Value][] => {
    const property = propertyOf(description, name);
    return isReadOnly(description, name) ? [] : [[property, all[property] ?? key[index] ?? null]];
  });
  return Object.fromEntries(entries);
}

/** Of a zone AWS tells the name and the id, and takes one of them. */
function oncePerMeaning(properties: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const { AvailabilityZoneId: _, ...rest } = properties;
  return properties.AvailabilityZone === undefined ? properties : rest;
}

function isReadOnly({ columns }: ResourceDescription, name: string): boolean {
  return columns.find((own) => own.name === name)?.readOnly === true;
}

/** Plans it as it would be created: that says which of its values are secret by their names, and whether it could be. */
async function planned(
  kind: DerivedResource,
  { scope }: Identity,
  properties: Readonly<Record<string, Value>>,
  needed: readonly string[],
): Promise<{ readonly secrets: readonly string[]; readonly problem?: string }> {
  const byName = secretTexts(properties).map(inProperties);
  if (needed.length > 0) return { secrets: byName };
  try {
    const { secrets = [] } = await kind.planCreate(properties, scope);
    const given = secrets.filter((pointer) => pointer.startsWith('/after/'));
    return { secrets: given.map((pointer) => inProperties(pointer.slice('/after'.length))) };
  } catch (error) {
    if (!(error instanceof SkyqlError)) throw error;
    return { secrets: byName, problem: error.message };
  }
}

/** Of a list no item is told by its place. */
function inProperties(pointer: string): string {
  return `/properties${pointer.replace(/\/\d+(?=\/|$)/g, '/*')}`;
}

/** What a resource tells that others may name. */
function toldBy(
  { description, schema }: DerivedResource,
  { key }: Identity,
  all: Readonly<Record<string, Value>>,
): readonly ToldValue[] {
  const readOnly = new Set((schema?.readOnlyProperties ?? []).map((pointer) => pointerPath(pointer).join('/')));
  return description.columns.flatMap(({ name, property = name }): ToldValue[] => {
    const at = description.identifier.indexOf(name);
    const value = all[property] ?? (at === -1 ? undefined : key[at]);
    const isMade = readOnly.has(property);
    if (typeof value !== 'string' || value === '' || (at === -1 && !isMade)) return [];
    return [{ column: name, property, value, isMade, isIdentifier: at !== -1 }];
  });
}

/** Tags that AWS itself sets can be given by nobody. */
function withoutOwnTags(value: Value): Value {
  const isOwn = (key: Value | undefined) => typeof key === 'string' && key.startsWith('aws:');
  if (Array.isArray(value))
    return (value as readonly Value[]).filter((item) => !(isObject(item) && isOwn((item as { Key?: Value }).Key)));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !isOwn(name)));
}

function isEmpty(value: Value): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
