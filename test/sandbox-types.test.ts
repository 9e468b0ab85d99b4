import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataDirectory } from '../src/aws/data-directory.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import { CatalogFiles } from '../src/catalog/catalog-files.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import { PackedFile } from '../src/catalog/packed-file.ts';
import { SchemaArchive } from '../src/catalog/schema-archive.ts';
import { createSchemaStore, type SchemaStore, schemaFile } from '../src/catalog/schema-store.ts';
import type { IndexFile } from '../src/catalog/service-file.ts';
import { updateCatalog } from '../src/catalog/update/update-catalog.ts';
import type { ResourceSchema } from '../src/cloudformation/resource-schema.ts';
import { sampleProperties } from '../src/cloudformation/samples/sample-properties.ts';
import { validateProperties } from '../src/cloudformation/validate-properties.ts';
import { requestContext } from '../src/sandbox/kit/request-context.ts';
import { SandboxFault } from '../src/sandbox/service.ts';
import { createCloudControl } from '../src/sandbox/services/cloudcontrol/cloud-control-service.ts';
import { isGlobalType } from '../src/sandbox/services/cloudcontrol/resources/global-types.ts';
import { createClock } from '../src/sandbox/state/create-clock.ts';
import { createState } from '../src/sandbox/state/create-state.ts';
import { isLong, isTriedToday, seed } from './support/run-seed.ts';
import { testedArchive } from './support/schema-archive.ts';

const place = { account: '123456789012', region: 'us-east-1' };

/** Cloud Control without any service beside it: all types are held by their schemas. */
function cloudControlOver(schemas: SchemaStore) {
  // Each type is tried alone, without what its resources live in.
  const { operations } = createCloudControl([], async (typeName) => {
    const schema = await schemas(typeName);
    return schema && { ...schema, parents: {} };
  });
  const state = createState(1);
  const clock = createClock('instant');
  const call = async (operation: string, input: WireStructure): Promise<WireStructure> => {
    return (await operations[operation]?.(input, requestContext({ place, state, clock }))) ?? {};
  };
  /** A change, followed to its end. */
  const change = async (operation: string, input: WireStructure): Promise<WireStructure> => {
    const { ProgressEvent: started } = await call(operation, input);
    const { RequestToken } = started as WireStructure;
    const { ProgressEvent: ended } = await call('GetResourceRequestStatus', { RequestToken });
    return ended as WireStructure;
  };
  const fault = async (operation: string, input: WireStructure): Promise<string> => {
    try {
      await call(operation, input);
      return 'none';
    } catch (error) {
      if (!(error instanceof SandboxFault)) throw error;
      return `${error.code} ${error.message}`;
    }
  };
  return { call, change, fault };
}

/** Takes one resource of the type through its life; answers what was not as it is on AWS. */
async function live(
  { call, change, fault }: ReturnType<typeof cloudControlOver>,
  schema: ResourceSchema,
  extent: Extent,
): Promise<readonly string[]> {
  const { typeName: TypeName, handlers = {} } = schema;
  const problems: string[] = [];
  const check = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`${TypeName} (${extent}): ${problem}`);
  };
  if (handlers.create === undefined) {
    const refused = await fault('CreateResource', { TypeName, DesiredState: '{}' });
    check(refused.startsWith('UnsupportedActionException'), `CreateResource: ${refused}`);
    return problems;
  }
  const readOnly = schema.readOnlyProperties ?? [];
  const writeOnly = schema.writeOnlyProperties ?? [];
  const settable = Object.keys(schema.properties).filter((name) => !readOnly.includes(`/properties/${name}`));
  const sample: WireStructure = sampleProperties(schema, settable, extent, place.region);
  // Not even the documentation has an example of it.
  if (validateProperties(schema, sample).length > 0) return [`${TypeName} (${extent}): no sample`];
  const created = await change('CreateResource', { TypeName, DesiredState: JSON.stringify(sample) });
  check(created.OperationStatus === 'SUCCESS', `create: ${created.ErrorCode} ${created.StatusMessage}`);
  const Identifier = created.Identifier;
  if (created.OperationStatus !== 'SUCCESS' || typeof Identifier !== 'string') return problems;
  const read = async () => {
    const { ResourceDescription } = await call('GetResource', { TypeName, Identifier });
    return JSON.parse(String((ResourceDescription as WireStructure).Properties)) as WireStructure;
  };
  const top = (pointers: readonly string[]) => new Set(pointers.map((pointer) => pointer.split('/')[2] ?? ''));
  const unseen = top(writeOnly);

  let properties: WireStructure = {};
  if (handlers.read !== undefined) {
    properties = await read();
    for (const [name, value] of Object.entries(sample)) {
      if (!unseen.has(name)) check(contains(properties[name], value), `${name} is read as ${text(properties[name])}`);
    }
    for (const pointer of writeOnly) {
      if (pointer.split('/').length === 3) check(!(pointer.slice(12) in properties), `${pointer} can be read`);
    }
    const violation = validateProperties(schema, properties).find(({ message }) => !/required|matched/.test(message));
    check(violation === undefined, `read: ${violation?.message}`);
  }
  if (handlers.list !== undefined) {
    const needs = handlers.list.handlerSchema;
    const alternatives = [...(needs?.oneOf?.slice(0, 1) ?? []), ...(needs?.anyOf?.slice(0, 1) ?? [])];
    const keys = [...(needs?.required ?? []), ...alternatives.flatMap(({ required = [] }) => required)];
    const model = Object.fromEntries(keys.map((key) => [key, sample[key] ?? properties[key]]));
    const isComplete = Object.values(model).every((value) => value !== undefined);
    if (isComplete) {
      const { ResourceDescriptions } = await call('ListResources', { TypeName, ResourceModel: JSON.stringify(model) });
      const listed = (ResourceDescriptions as readonly WireStructure[]).map((one) => one.Identifier);
      check(listed.includes(Identifier), `not among ${listed}`);
    }
    if (keys.length > 0) {
      const refused = await fault('ListResources', { TypeName });
      check(refused.startsWith('InvalidRequestException Missing or invalid ResourceModel'), `list: ${refused}`);
    }
  }
  if (handlers.update !== undefined && handlers.read !== undefined) {
    const fixed = top([...(schema.createOnlyProperties ?? []), ...readOnly]);
    const everything: WireStructure = sampleProperties(schema, settable, 'all', place.region);
    const changes = Object.entries(everything).filter(([name]) => !fixed.has(name));
    // What may only be written has to be sent again.
    const again = Object.entries(sample).filter(([name]) => unseen.has(name));
    const patchOf = (entries: readonly (readonly [string, unknown])[]) =>
      JSON.stringify(entries.map(([name, value]) => ({ op: 'add', path: `/${name}`, value })));
    const PatchDocument = patchOf([...again, ...changes]);
    const desired = { ...properties, ...Object.fromEntries([...again, ...changes]) };
    if (validateProperties(schema, desired).length === 0) {
      const updated = await change('UpdateResource', { TypeName, Identifier, PatchDocument });
      check(updated.OperationStatus === 'SUCCESS', `update: ${updated.ErrorCode} ${updated.StatusMessage}`);
      const now = await read();
      for (const [name, value] of changes) {
        if (!unseen.has(name)) check(contains(now[name], value), `${name} is now ${text(now[name])}`);
      }
      properties = now;
    }
    for (const [kind, pointers, code] of [
      ['createOnlyProperties', schema.createOnlyProperties ?? [], 'NotUpdatableException'],
      ['readOnlyProperties', readOnly, 'ValidationException'],
    ] as const) {
      const pointer = pointers.find(
        (own) => own.split('/').length === 3 && properties[own.slice(12)] !== undefined && !writeOnly.includes(own),
      );
      const isBoth = pointer !== undefined && kind === 'createOnlyProperties' && readOnly.includes(pointer);
      if (pointer === undefined || isBoth) continue;
      const value = other(properties[pointer.slice(12)]);
      const refused = await fault('UpdateResource', {
        TypeName,
        Identifier,
        PatchDocument: JSON.stringify([{ op: 'replace', path: pointer.slice(11), value }]),
      });
      check(
        refused.startsWith(`${code} Invalid patch update: ${kind} [`) && refused.includes(pointer),
        `update of ${pointer}: ${refused}`,
      );
    }
  } else if (handlers.update === undefined) {
    const refused = await fault('UpdateResource', { TypeName, Identifier, PatchDocument: '[]' });
    check(refused.startsWith('UnsupportedActionException'), `update: ${refused}`);
  }
  if (handlers.delete !== undefined) {
    const deleted = await change('DeleteResource', { TypeName, Identifier });
    check(deleted.OperationStatus === 'SUCCESS', `delete: ${deleted.ErrorCode} ${deleted.StatusMessage}`);
    const gone = await change('DeleteResource', { TypeName, Identifier });
    check(gone.ErrorCode === 'NotFound', `second delete: ${gone.OperationStatus}`);
    if (handlers.read !== undefined) {
      const missing = await fault('GetResource', { TypeName, Identifier });
      check(missing.startsWith(`ResourceNotFoundException ${TypeName} Handler returned status FAILED: `), missing);
    }
  }
  return problems;
}

/** Whether a value has all that was sent: defaults may have come into it. */
function contains(value: unknown, sent: unknown): boolean {
  if (Array.isArray(sent)) {
    return Array.isArray(value) && value.length === sent.length && sent.every((item, at) => contains(value[at], item));
  }
  if (typeof sent !== 'object' || sent === null) return value === sent;
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map(Object.entries(value));
  return Object.entries(sent).every(([name, member]) => !members.has(name) || contains(members.get(name), member));
}

function other(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? [...value, 'x'] : { ...(value as object), x: 1 };
}

const text = (value: unknown) => JSON.stringify(value) ?? 'nothing';

const extents = ['required', 'all'] as const;
type Extent = (typeof extents)[number];

/** Of each type one extent a run, another with another seed. */
const extentOfToday = (_: string, index: number): readonly Extent[] =>
  isLong ? extents : extents.filter((_extent, which) => (index + seed) % 2 === which);

async function liveAll(
  schemas: SchemaStore,
  names: readonly string[],
  extentsOf: (name: string, index: number) => readonly Extent[] = () => extents,
) {
  const cloudControl = cloudControlOver(schemas);
  const problems: string[] = [];
  for (const [index, name] of names.entries()) {
    const schema = await schemas(name);
    if (schema === undefined) throw new Error(`${name} has no schema.`);
    for (const extent of extentsOf(name, index)) problems.push(...(await live(cloudControl, schema, extent)));
  }
  const unsampled = problems.filter((problem) => problem.endsWith(': no sample'));
  return { problems: problems.filter((problem) => !unsampled.includes(problem)), unsampled };
}

describe(`every CloudFormation type (SEED=${seed})`, () => {
  const built = createSchemaStore(new CatalogFiles(dataDirectory()));

  it('lives through Cloud Control by what npm knows of it', async () => {
    const { services } = await new CatalogFiles(dataDirectory()).read<IndexFile>('aws/index.json');
    const namespaces = [...new Set(services.flatMap((service) => service.namespaces ?? []))];
    const files = [...new Set(namespaces.map(schemaFile))];
    const names = await Promise.all(files.map((file) => new PackedFile(join(dataDirectory(), file)).names()));
    const types = names.flat().filter((name) => name.includes('::'));
    expect(types.length).toBeGreaterThan(1_800);
    const { problems, unsampled } = await liveAll(built, types.filter(isTriedToday), extentOfToday);
    expect(problems).toEqual([]);
    expect(unsampled.length).toBeLessThan(10);
  }, 120_000);

  it('is global where the catalog says so', async () => {
    const catalog = openCatalog('aws', dataDirectory(), undefined);
    const wrong: string[] = [];
    for (const [service, names] of Object.entries((await catalog.resourceNames?.()) ?? {}).filter(isTriedToday)) {
      for (const name of names) {
        const { global, cloudFormationType } = (await catalog.resource(service, name)) ?? {};
        if (cloudFormationType !== undefined && global === true && !isGlobalType(cloudFormationType)) {
          wrong.push(cloudFormationType);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('every type of a schema archive', () => {
  const directory = mkdtempSync(join(tmpdir(), 'skyql-types-'));
  const { source, moreThan } = testedArchive(directory);
  const archive = new SchemaArchive(directory);

  beforeAll(() => updateCatalog(source, { directory }), 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('lives through Cloud Control by its schema', async () => {
    const types = await archive.types();
    expect(types.length).toBeGreaterThan(moreThan);
    const { problems, unsampled } = await liveAll(createSchemaStore(new CatalogFiles(dataDirectory()), archive), types);
    expect(problems).toEqual([]);
    expect(unsampled.length).toBeLessThan(20);
  }, 120_000);
});
